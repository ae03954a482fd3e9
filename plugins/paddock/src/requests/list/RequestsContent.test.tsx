import { renderInTestApp } from '@backstage/frontend-test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { liveApiRef } from '../../live/liveApi';
import { forgotten, type TopicState } from '../../live/topicState';
import { createFakeLive } from '../../testing/fakeLive';
import { aRequest, readyRequests } from '../../testing/requests';
import { auditRouteRef, requestsRouteRef } from '../paths';
import { RequestsContent } from './RequestsContent';

function Address() {
  const { pathname, search } = useLocation();
  return <p data-testid="address">{`${pathname}${search}`}</p>;
}

async function renderPage(
  state: TopicState | ((params: Record<string, unknown>) => TopicState),
  { url = '/requests', administers = false } = {},
) {
  const live = createFakeLive();
  live.show(state);
  const authorize = async () => ({ result: administers ? 'ALLOW' : 'DENY' });
  renderInTestApp(
    <>
      <RequestsContent />
      <Address />
    </>,
    {
      apis: [
        [liveApiRef, live.api],
        [permissionApiRef, { authorize } as never],
      ],
      initialRouteEntries: [url],
      mountedRoutes: { '/requests': requestsRouteRef, '/trail': auditRouteRef },
    },
  );
  // The permission's answer comes after the first paint.
  await act(() => new Promise(resolve => setTimeout(resolve, 0)));
  return live;
}

const address = () => screen.getByTestId('address').textContent;
const waitingOne = aRequest({
  name: 'files',
  kind: 'volume',
  namespace: 'payments',
  state: 'making',
  waitsFor: 'Vault, which is sealed',
});

describe('RequestsContent', () => {
  beforeEach(() => {
    // The table measures itself, which this DOM cannot do.
    jest
      .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
      .mockReturnValue(600);
    jest
      .spyOn(HTMLElement.prototype, 'offsetWidth', 'get')
      .mockReturnValue(1200);
  });
  afterEach(() => jest.restoreAllMocks());

  it('shows the shape of the page while it waits', async () => {
    await renderPage({ state: 'waiting', clusters: {} });
    expect(
      screen.getByRole('status', { name: 'Loading requests' }),
    ).toBeInTheDocument();
  });

  it('shows what was asked for, where it is and what it waits for', async () => {
    await renderPage(readyRequests([waitingOne]));
    const row = screen.getByRole('row', { name: /files/ });
    expect(
      within(row)
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    ).toEqual([
      'files',
      'Being made',
      'Volume',
      'payments',
      'team-payments',
      'Vault, which is sealed',
      expect.stringMatching(/^\d+ (s|min|h|d) ago$/),
    ]);
    expect(within(row).getByRole('link', { name: 'files' })).toHaveAttribute(
      'href',
      '/requests/id-files',
    );
    expect(screen.getByText('live · updated now')).toBeInTheDocument();
  });

  it('asks for whose requests the tab says, and keeps it in the URL', async () => {
    const live = await renderPage(
      readyRequests([waitingOne], { waitingForMe: 3 }),
    );
    await userEvent.click(screen.getByRole('tab', { name: "My team's" }));
    expect(address()).toBe('/requests?scope=team');
    expect(live.lastAsked()?.params).toMatchObject({ scope: 'team' });
    expect(
      screen.getByRole('tab', { name: 'Waiting for me (3)' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('tab', { name: 'All' })).not.toBeInTheDocument();
  });

  it('offers all of them, and the audit trail, to administrators', async () => {
    const live = await renderPage(readyRequests([]), { administers: true });
    await userEvent.click(await screen.findByRole('tab', { name: 'All' }));
    expect(live.lastAsked()?.params).toMatchObject({ scope: 'all' });
    expect(screen.getByRole('button', { name: 'Audit trail' })).toHaveAttribute(
      'href',
      '/trail',
    );
  });

  it('offers no audit trail to whom the requests are denied', async () => {
    const state: TopicState = { state: 'denied', missing: [], reason: 'No.' };
    await renderPage(state, { administers: true });
    expect(await screen.findByRole('tab', { name: 'All' })).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Audit trail' }),
    ).not.toBeInTheDocument();
  });

  it('reads filters from the URL, and writes them there', async () => {
    const live = await renderPage(readyRequests([waitingOne]), {
      url: '/requests?state=waiting&state=nonsense&text=pay&sort=hash',
    });
    expect(live.asked[0]?.params).toMatchObject({
      state: ['waiting'],
      text: 'pay',
      sort: 'updatedAt',
    });
    await userEvent.click(screen.getByRole('button', { name: 'Secret' }));
    expect(address()).toBe('/requests?kind=secret&state=waiting&text=pay');
  });

  it('says what it is for where there is nothing, with the buttons that fill it', async () => {
    await renderPage(readyRequests([]));
    const note = screen.getByRole('note');
    expect(note).toHaveTextContent('You have not asked for anything yet.');
    expect(
      within(note).getByRole('button', { name: 'Ask for a secret' }),
    ).toHaveAttribute('href', '/requests/new/secret');
  });

  it('tells filters that match nothing from having nothing', async () => {
    await renderPage(readyRequests([]), { url: '/requests?text=zzz' });
    expect(screen.getByRole('note')).toHaveTextContent(
      'No request matches these filters.',
    );
  });

  it('names the missing permission', async () => {
    await renderPage({ state: 'denied', missing: [] });
    expect(screen.getByRole('alert')).toHaveTextContent('paddock.request.read');
  });

  it('removes everything at once when the right is taken away', async () => {
    const live = await renderPage(readyRequests([waitingOne]));
    act(() => live.show(forgotten));
    expect(screen.queryByText('files')).not.toBeInTheDocument();
  });

  it('keeps the rows when the portal cannot read its database, and says since when', async () => {
    const since = new Date().toISOString();
    const reason = 'The portal cannot read its database.';
    await renderPage(
      readyRequests(
        [waitingOne],
        {},
        { clusters: { requests: { state: 'stale', since, reason } } },
      ),
    );
    expect(screen.getByText(/^stale since \d\d:\d\d/)).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent(reason);
    expect(screen.getByText('files')).toBeInTheDocument();
  });

  it('says that it tries again where nothing is known yet', async () => {
    const since = new Date().toISOString();
    const reason = 'The portal cannot be reached.';
    await renderPage({ state: 'lost', since, reason });
    expect(screen.getByRole('alert')).toHaveTextContent(
      /The list of requests cannot be shown now.*tries again/,
    );
  });

  it('shows hostile names as text, and what is hidden in them', async () => {
    const name = '<img src=x onerror=alert(1)>\u202egnp.exe';
    await renderPage(readyRequests([aRequest({ name, state: 'draft' })]));
    expect(
      screen.getByRole('link', {
        name: '<img src=x onerror=alert(1)>\\u202egnp.exe',
      }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
  });

  it('keeps rows at their places while somebody points at them', async () => {
    const other = aRequest({ name: 'other' });
    const live = await renderPage(readyRequests([waitingOne, other]));
    await userEvent.hover(screen.getByRole('row', { name: /files/ }));
    act(() => live.show(readyRequests([other, waitingOne])));
    const names = () =>
      screen
        .getAllByRole('row')
        .slice(1)
        .map(row => row.querySelector('[role=cell]')?.textContent);
    expect(names()).toEqual(['files', 'other']);
    await userEvent.click(
      screen.getByRole('button', { name: 'The list has changed: show it' }),
    );
    await waitFor(() => expect(names()).toEqual(['other', 'files']));
  });
});
