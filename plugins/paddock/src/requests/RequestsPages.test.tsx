import {
  fetchApiRef,
  identityApiRef,
  type IdentityApi,
} from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes, useLocation } from 'react-router-dom';
import { liveApiRef } from '../live/liveApi';
import type { TopicState } from '../live/topicState';
import { createFakeLive } from '../testing/fakeLive';
import {
  aCheck,
  aPage,
  createFakeRoutes,
  readyPage,
  readyRequests,
  someOptions,
} from '../testing/requests';
import { refusal } from '../testing/refusal';
import { requestsRouteRef } from './paths';
import { RequestsPages } from './RequestsPages';

function Address() {
  return <p data-testid="address">{useLocation().pathname}</p>;
}

type Answers = Parameters<typeof createFakeRoutes>[0];
const id = 'id-payments-dev';

const identity: Partial<IdentityApi> = {
  getBackstageIdentity: async () => ({
    type: 'user',
    userEntityRef: 'user:default/ben',
    ownershipEntityRefs: [],
  }),
};

function renderAt(url: string, state: TopicState, answers: Answers = {}) {
  const live = createFakeLive();
  live.show(state);
  const routes = createFakeRoutes({
    'GET /requests/options': () => someOptions(),
    'POST /requests/check': () => aCheck(),
    ...answers,
  });
  renderInTestApp(
    <>
      <Routes>
        <Route path="/requests/*" element={<RequestsPages />} />
      </Routes>
      <Address />
    </>,
    {
      apis: [
        [liveApiRef, live.api],
        [fetchApiRef, routes.fetchApi],
        [identityApiRef, identity as IdentityApi],
        [catalogApiRef, { getEntities: async () => ({ items: [] }) } as never],
      ],
      initialRouteEntries: [url],
      mountedRoutes: { '/requests': requestsRouteRef },
    },
  );
  return routes;
}

const standing = aPage({ state: 'live', approvedRevision: 1, revision: 3 });

describe('RequestsPages', () => {
  beforeEach(() => sessionStorage.clear());

  it('leads from the empty list to a form', async () => {
    renderAt('/requests', readyRequests([]));
    const [ask] = await screen.findAllByRole('button', {
      name: 'Ask for a secret',
    });
    await userEvent.click(ask!);
    expect(
      await screen.findByRole('heading', { name: 'Ask for a secret' }),
    ).toBeInTheDocument();
  });

  it('says what can be asked for where the address names something else', async () => {
    renderAt('/requests/new/cluster', readyRequests([]));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Namespaces, secrets and volumes can be asked for.',
    );
  });

  it('shows one request', async () => {
    renderAt(`/requests/${id}`, readyPage(aPage()));
    expect(
      await screen.findByRole('list', { name: 'Timeline' }),
    ).toBeInTheDocument();
  });

  it('changes what is live: with what is in force to compare, and its revision', async () => {
    const routes = renderAt(`/requests/${id}/edit`, readyPage(standing), {
      [`PUT /requests/${id}/spec`]: () => ({}),
    });
    expect(await screen.findByLabelText('Name')).toBeDisabled();
    expect(screen.getByLabelText('Owning team')).toBeDisabled();
    const cpu = screen.getByRole('textbox', { name: 'CPU' });
    await userEvent.clear(cpu);
    await userEvent.type(cpu, '6');
    await waitFor(() =>
      expect(routes.sent('POST /requests/check').at(-1)).toMatchObject({
        id,
        spec: { quota: { cpu: '6' } },
      }),
    );
    const change = screen.getByRole('button', { name: 'Send the change' });
    await waitFor(() =>
      expect(change).toHaveAttribute('aria-disabled', 'false'),
    );
    await userEvent.click(change);
    await waitFor(() =>
      expect(routes.sent(`PUT /requests/${id}/spec`)).toEqual([
        {
          revision: 3,
          spec: expect.objectContaining({
            quota: expect.objectContaining({ cpu: '6' }),
          }),
        },
      ]),
    );
    await waitFor(() =>
      expect(screen.getByTestId('address')).toHaveTextContent(
        new RegExp(`^/requests/${id}$`),
      ),
    );
  });

  it('shows a conflict, and loses nothing', async () => {
    renderAt(`/requests/${id}/edit`, readyPage(aPage()), {
      [`PUT /requests/${id}/spec`]: () =>
        refusal(409, 'Somebody else has edited the request in between.'),
    });
    await screen.findByText(/Will be approved at once/);
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Somebody else has edited the request in between.',
    );
  });

  it('says why something cannot be changed now', async () => {
    const why = 'This request is being made; only what is live can be changed.';
    renderAt(
      `/requests/${id}/edit`,
      readyPage({
        ...standing,
        state: 'making',
        may: { ...standing.may, edit: why },
      }),
    );
    expect(await screen.findByRole('note')).toHaveTextContent(why);
    expect(screen.queryByLabelText('CPU')).not.toBeInTheDocument();
  });

  it('says the same of a request that is not to be seen', async () => {
    renderAt(`/requests/${id}/edit`, {
      state: 'refused',
      reason: 'There is no such request that you may see.',
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is no such request that you may see.',
    );
  });
});
