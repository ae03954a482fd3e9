import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import { liveApiRef } from '../../live/liveApi';
import type { TopicState } from '../../live/topicState';
import { createFakeLive } from '../../testing/fakeLive';
import { aPod, aWorkload, readyItems } from '../../testing/workloads';
import { EntityLiveCard } from './EntityLiveCard';

const annotated = { 'backstage.io/kubernetes-id': 'payments-api' };

function renderCard(
  state: TopicState,
  annotations: Record<string, string> = annotated,
) {
  const live = createFakeLive();
  live.show(state);
  renderInTestApp(
    <EntityProvider
      entity={{
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'payments-api', namespace: 'default', annotations },
      }}
    >
      <EntityLiveCard />
    </EntityProvider>,
    {
      apis: [[liveApiRef, live.api]],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
  return live;
}

describe('EntityLiveCard', () => {
  it('says how the entity is, and leads to the Live tab', () => {
    renderCard(readyItems([aWorkload(), aPod()]));
    expect(screen.getByRole('status')).toHaveTextContent(
      /payments-api is rolling out: 2 of 5 new pods are ready/,
    );
    const chips = screen.getByRole('list', { name: 'Workloads' });
    expect(within(chips).getByText('Rolling out')).toBeVisible();
    expect(
      within(chips).getByText(/prod-1 \/ payments · 5\/5 pods/),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Open the Live tab of payments-api' }),
    ).toHaveAttribute('href', '/catalog/default/component/payments-api/live');
  });

  it('shows a few of many workloads', () => {
    const many = Array.from({ length: 12 }, (_, at) =>
      aWorkload({ name: `api-${at}` }),
    );
    renderCard(readyItems(many));
    expect(screen.getByText('and 4 more on its Live tab')).toBeVisible();
  });

  it.each<[string, TopicState, RegExp]>([
    [
      'denied',
      {
        state: 'denied',
        missing: [
          {
            cluster: 'prod-1',
            namespace: 'payments',
            verb: 'list',
            resource: 'pods',
          },
        ],
      },
      /list pods in namespace payments of cluster prod-1/,
    ],
    [
      'lost',
      {
        state: 'lost',
        since: new Date().toISOString(),
        reason: 'The portal is away.',
      },
      /The portal is away/,
    ],
    [
      'refused',
      { state: 'refused', reason: 'The catalog has no such entity.' },
      /The catalog has no such entity/,
    ],
    ['empty', readyItems([]), /Nothing is seen to run for payments-api/],
    [
      'stale',
      readyItems([aWorkload()], {
        freshness: {
          state: 'stale',
          since: new Date().toISOString(),
          reason: 'x',
        },
      }),
      /When last seen: payments-api is rolling out/,
    ],
  ])('has a face for %s', (_, state, words) => {
    renderCard(state);
    expect(screen.getAllByText(words).length).toBeGreaterThan(0);
  });

  it('asks for nothing where nothing says what belongs to the entity', () => {
    const live = renderCard(readyItems([]), {});
    expect(
      screen.getByText(/payments-api does not say which workloads/),
    ).toBeVisible();
    expect(live.asked).toEqual([]);
  });
});
