import { fetchApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { liveApiRef } from '../../../live/liveApi';
import type { TopicState } from '../../../live/topicState';
import { createFakeLive } from '../../../testing/fakeLive';
import { aPage, createFakeRoutes, readyPage } from '../../../testing/requests';
import { requestsRouteRef } from '../../paths';
import { RequestContent } from '../RequestContent';

type Answers = Parameters<typeof createFakeRoutes>[0];
const id = 'id-payments-dev';
const done = () => ({});

function renderPage(state: TopicState, answers: Answers = {}) {
  const live = createFakeLive();
  live.show(state);
  const routes = createFakeRoutes({
    ...answers,
  });
  renderInTestApp(<RequestContent id={id} />, {
    apis: [
      [liveApiRef, live.api],
      [fetchApiRef, routes.fetchApi],
      [catalogApiRef, { getEntities: async () => ({ items: [] }) } as never],
    ],
    mountedRoutes: { '/requests': requestsRouteRef },
  });
  return { live, routes };
}

const button = (name: string) => screen.getByRole('button', { name });
const dialog = () => screen.findByRole('dialog');
const inDialog = async (name: string) =>
  within(await dialog()).getByRole('button', { name });

describe('handing over', () => {
  const look = {
    goes: [
      { kind: 'namespace', name: 'payments-dev', state: 'live' },
      { kind: 'secret', name: 'db', state: 'live' },
    ].map(each => ({ ...each, team: 'group:default/team-payments' })),
    ends: [],
    stays: [
      {
        kind: 'volume',
        name: 'data',
        team: 'group:default/team-orders',
        state: 'live',
      },
    ],
    others: { pods: 2, claims: 1 },
    mark: 'b'.repeat(64),
  };

  it('offers a hand-over with all that goes along, to whom it is possible for', async () => {
    const { routes } = renderPage(
      readyPage(aPage({ state: 'live', approvedRevision: 1 })),
      {
        [`GET /requests/${id}/hand-over`]: () => look,
        [`POST /requests/${id}/hand-over`]: done,
      },
    );
    await userEvent.click(button('Hand over'));
    const goes = await screen.findByRole('list', {
      name: 'This changes hands:',
    });
    expect(goes).toHaveTextContent('Secret db (team-payments, live)');
    expect(
      screen.getByRole('list', { name: 'This stays with its team:' }),
    ).toHaveTextContent('Volume data (team-orders, live)');
    await userEvent.type(
      screen.getByLabelText('To the team'),
      'group:default/team-storefront',
    );
    await userEvent.click(await inDialog('Offer'));
    await waitFor(() =>
      expect(routes.sent(`POST /requests/${id}/hand-over`)).toEqual([
        { team: 'group:default/team-storefront' },
      ]),
    );
  });

  it('does not offer a hand-over to whom it would be refused', () => {
    const may = { ...aPage().may, handOver: 'Only members can do this.' };
    renderPage(readyPage(aPage({ state: 'live', approvedRevision: 1, may })));
    expect(screen.queryByRole('button', { name: 'Hand over' })).toBeNull();
  });

  it('shows an offer, and accepts exactly what it has shown', async () => {
    const { routes } = renderPage(
      readyPage(
        aPage({
          state: 'live',
          approvedRevision: 1,
          offer: {
            team: 'group:default/team-storefront',
            by: 'user:default/ben',
            until: '2026-12-01T09:00:00.000Z',
          },
          may: { ...aPage().may, accept: true, decline: true },
        }),
      ),
      {
        [`GET /requests/${id}/hand-over`]: () => look,
        [`POST /requests/${id}/accept`]: done,
      },
    );
    expect(screen.getByRole('note')).toHaveTextContent(
      'Offered to team-storefront.',
    );
    expect(button('End the offer')).toBeInTheDocument();
    await userEvent.click(button('Accept'));
    await screen.findByRole('list', { name: 'This changes hands:' });
    await userEvent.click(await inDialog('Accept'));
    await waitFor(() =>
      expect(routes.sent(`POST /requests/${id}/accept`)).toEqual([
        { mark: 'b'.repeat(64) },
      ]),
    );
  });
});
