import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import { liveApiRef } from '../../live/liveApi';
import type { TopicState } from '../../live/topicState';
import { createFakeLive } from '../../testing/fakeLive';
import { aRequest, readyRequests } from '../../testing/requests';
import { requestsRouteRef } from '../paths';
import { EntityRequestsCard } from './EntityRequestsCard';

function renderCard(state: TopicState) {
  const live = createFakeLive();
  live.show(state);
  renderInTestApp(
    <EntityProvider
      entity={{
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'payments-api', namespace: 'default' },
      }}
    >
      <EntityRequestsCard />
    </EntityProvider>,
    {
      apis: [[liveApiRef, live.api]],
      mountedRoutes: { '/requests': requestsRouteRef },
    },
  );
  return live;
}

describe('EntityRequestsCard', () => {
  it('asks for what the component has, and for nothing that is over', () => {
    const live = renderCard({ state: 'waiting', clusters: {} });
    expect(
      screen.getByRole('status', {
        name: 'Loading namespaces, secrets and volumes of payments-api',
      }),
    ).toBeInTheDocument();
    expect(live.lastAsked()).toMatchObject({
      topic: 'requests',
      params: { component: 'component:default/payments-api' },
    });
    expect(live.lastAsked()?.params.state).not.toContain('removed');
  });

  it('lists namespaces, secrets and volumes with their state', () => {
    renderCard(
      readyRequests([
        aRequest({ name: 'payments' }),
        aRequest({ name: 'db', kind: 'secret', state: 'waiting' }),
      ]),
    );
    const secrets = screen.getByRole('list', { name: 'Secrets' });
    expect(within(secrets).getByText('Waiting for approval')).toBeVisible();
    expect(within(secrets).getByRole('link', { name: 'db' })).toHaveAttribute(
      'href',
      '/requests/id-db',
    );
    expect(screen.getByRole('list', { name: 'Namespaces' })).toBeVisible();
    expect(
      screen.queryByRole('list', { name: 'Volumes' }),
    ).not.toBeInTheDocument();
  });

  it('asks for more with the component filled in', () => {
    renderCard(readyRequests([]));
    expect(
      screen.getByText(/payments-api has no namespace, secret or volume/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Ask for a volume' }),
    ).toHaveAttribute(
      'href',
      '/requests/new/volume?component=component%3Adefault%2Fpayments-api',
    );
  });

  it('says that it tries again where nothing is known yet', () => {
    const since = new Date().toISOString();
    renderCard({ state: 'lost', since, reason: 'The portal is away.' });
    expect(screen.getByRole('alert')).toHaveTextContent(/The portal is away/);
  });
});
