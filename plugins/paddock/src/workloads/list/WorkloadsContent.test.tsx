import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { liveApiRef } from '../../live/liveApi';
import { forgotten, type TopicState } from '../../live/topicState';
import { createFakeLive } from '../../testing/fakeLive';
import { aWorkload, readyWindow } from '../../testing/workloads';
import { WorkloadsContent } from './WorkloadsContent';

const api = aWorkload({ name: 'api' });
const web = aWorkload({ name: 'web', component: undefined });
const job = aWorkload({ name: 'job', component: 'unknown-component' });

function Address() {
  const { pathname, search } = useLocation();
  return <p data-testid="address">{`${pathname}${search}`}</p>;
}

async function renderPage(
  state: TopicState | ((params: Record<string, unknown>) => TopicState),
  url = '/workloads',
) {
  const live = createFakeLive();
  live.show(state);
  const getEntitiesByRefs = jest.fn(
    async ({ entityRefs }: { entityRefs: string[] }) => ({
      items: entityRefs.map(ref =>
        ref === 'component:default/api' ? { kind: 'Component' } : undefined,
      ),
    }),
  );
  renderInTestApp(
    <>
      <WorkloadsContent />
      <Address />
    </>,
    {
      apis: [
        [liveApiRef, live.api],
        [catalogApiRef, { getEntitiesByRefs } as never],
      ],
      initialRouteEntries: [url],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
  // The catalog's answer comes after the first paint.
  await act(() => new Promise(resolve => setTimeout(resolve, 0)));
  return { live, getEntitiesByRefs };
}

const address = () => screen.getByTestId('address').textContent;
const rows = () => screen.getAllByRole('row').slice(1);
const names = () =>
  rows().map(row => row.querySelectorAll('[role=cell]')[1]?.textContent);
const row = (name: string) => {
  const found = rows().find(each => each.textContent?.includes(name));
  if (!found) throw new Error(`No row ${name}`);
  return found;
};

describe('WorkloadsContent', () => {
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
    const { live } = await renderPage({ state: 'waiting', clusters: {} });
    expect(
      screen.getByRole('status', { name: 'Loading workloads' }),
    ).toBeInTheDocument();
    expect(live.lastAsked()).toEqual({
      topic: 'workloads',
      params: {
        cluster: [],
        namespace: [],
        kind: [],
        state: [],
        text: '',
        sort: 'state',
        order: 'asc',
        offset: 0,
        limit: 150,
      },
    });
  });

  it('counts what is shown of what there is', async () => {
    await renderPage(
      readyWindow([api, web], { matching: 37, visible: 10_000 }),
    );
    expect(screen.getByText('37 of 10,000 workloads')).toBeInTheDocument();
    expect(screen.getByRole('table', { name: 'Workloads' })).toHaveAttribute(
      'aria-rowcount',
      '38',
    );
    expect(names().slice(0, 2)).toEqual(['api', 'web']);
    expect(rows().length).toBeLessThan(37);
  });

  it('links a workload to the Live tab of its component where there is one', async () => {
    const { getEntitiesByRefs } = await renderPage(
      readyWindow([api, web, job]),
    );
    const link = await screen.findByRole('link', { name: 'api' });
    expect(link).toHaveAttribute('href', '/catalog/default/component/api/live');
    expect(screen.queryByRole('link', { name: /web|job/ })).toBeNull();
    expect(getEntitiesByRefs).toHaveBeenCalledTimes(1);
    expect(getEntitiesByRefs.mock.calls[0]?.[0].entityRefs).toEqual([
      'component:default/api',
      'component:default/unknown-component',
    ]);
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    write.mockResolvedValue();
    act(() => row('web').focus());
    await user.keyboard('{Enter}');
    expect(write).toHaveBeenCalledWith(
      'kubectl -n payments get deployment web -o wide',
    );
    expect(
      await screen.findByRole('button', {
        name: 'Copied the kubectl command for web',
      }),
    ).toBeInTheDocument();
  });

  it('moves by keyboard, and Enter opens the row', async () => {
    await renderPage(readyWindow([web, api, job]));
    await screen.findByRole('link', { name: 'api' });
    act(() => row('web').focus());
    await userEvent.keyboard('{ArrowDown}');
    expect(row('api')).toHaveFocus();
    await userEvent.keyboard('{End}');
    expect(row('job')).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    expect(row('job')).toHaveFocus();
    await userEvent.keyboard('{ArrowUp}{Enter}');
    expect(address()).toBe('/catalog/default/component/api/live');
  });

  it('keeps its filters in the URL, and reads them from there', async () => {
    const state = readyWindow([api], {
      namespaces: { payments: 2, storefront: 1 },
      states: { stuck: 3 },
    });
    const { live } = await renderPage(state);
    await userEvent.click(screen.getByRole('button', { name: 'Stuck 3' }));
    await userEvent.click(screen.getByRole('button', { name: 'DaemonSet' }));
    await userEvent.type(
      screen.getByRole('combobox', { name: 'Add namespace' }),
      'storefront{Enter}',
    );
    await userEvent.type(
      screen.getByRole('searchbox', { name: /Name, namespace/ }),
      'pay',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Name' }));
    const url =
      '/workloads?namespace=storefront&kind=DaemonSet&state=stuck&text=pay&sort=name';
    await waitFor(() => expect(address()).toBe(url));
    expect(live.lastAsked()?.params).toMatchObject({
      namespace: ['storefront'],
      kind: ['DaemonSet'],
      state: ['stuck'],
      text: 'pay',
      sort: 'name',
    });
  });

  it('has the same filters after a reload', async () => {
    const { live } = await renderPage(
      readyWindow([api]),
      '/workloads?namespace=storefront&state=stuck&text=pay&sort=name&order=desc',
    );
    expect(live.asked[0]?.params).toMatchObject({
      namespace: ['storefront'],
      state: ['stuck'],
      text: 'pay',
      sort: 'name',
      order: 'desc',
    });
    expect(screen.getByRole('searchbox')).toHaveValue('pay');
    expect(screen.getByRole('button', { name: /^Stuck/ })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    expect(screen.getByText('namespace: storefront')).toBeInTheDocument();
    expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(address()).toBe('/workloads?sort=name&order=desc');
  });

  it('asks for the window that is scrolled to, and keeps the last one meanwhile', async () => {
    const many = Array.from({ length: 150 }, (_, n) =>
      aWorkload({ name: `w-${n}`, component: undefined }),
    );
    const { live } = await renderPage(({ offset }) =>
      offset === 0
        ? readyWindow(
            many,
            { matching: 10_000, visible: 10_000 },
            { clusters: { edge: { state: 'refused', reason: 'No.' } } },
          )
        : { state: 'waiting', clusters: {} },
    );
    const table = screen.getByRole('table');
    const scroll = table.parentElement as HTMLElement;
    scroll.scrollTop = 44 * 130;
    fireEvent.scroll(scroll);
    await waitFor(() => expect(live.lastAsked()?.params.offset).toBe(100));
    expect(screen.getByText('10,000 workloads')).toBeInTheDocument();
    expect(screen.getByText('w-131')).toBeInTheDocument();
    expect(screen.getByText(/edge refuses the portal/)).toBeInTheDocument();
    act(() => live.show(readyWindow(many, { offset: 100 }, { clusters: {} })));
    expect(screen.getByText(/edge refuses the portal/)).toBeInTheDocument();
  });

  it('does not call rows live that it keeps while the portal is away', async () => {
    const { live } = await renderPage(readyWindow([api]));
    const since = new Date().toISOString();
    act(() => live.show({ state: 'lost', since, reason: 'Away.' }));
    expect(names()).toEqual(['api']);
    expect(screen.getByText(/^stale since/)).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent('Away.');
  });

  it('never moves the row under the pointer', async () => {
    const { live } = await renderPage(readyWindow([api, web]));
    const table = screen.getByRole('table').parentElement as HTMLElement;
    fireEvent.pointerEnter(table);
    const first = row('api');
    const changed = { ...web, images: ['registry/web:2.0.0'] };
    act(() => live.show(readyWindow([changed, job, api])));
    expect(names()).toEqual(['api', 'web']);
    expect(row('api')).toBe(first);
    expect(row('web')).toHaveTextContent('registry/web:2.0.0');
    await userEvent.click(
      screen.getByRole('button', { name: /The list has changed/ }),
    );
    expect(names()).toEqual(['web', 'job (unknown-component)', 'api']);
    fireEvent.pointerEnter(table);
    act(() => live.show(readyWindow([api, web])));
    expect(names()).toEqual(['web', 'job (unknown-component)', 'api']);
    fireEvent.pointerLeave(table);
    expect(names()).toEqual(['api', 'web']);
    expect(screen.queryByText(/The list has changed/)).toBeNull();
  });

  it('says what to do where nothing matches, and where there is nothing', async () => {
    const { live } = await renderPage(
      readyWindow([], { visible: 12 }),
      '/workloads?text=nope',
    );
    expect(
      screen.getByText('No workload matches these filters.'),
    ).toBeInTheDocument();
    expect(screen.getByText('0 of 12 workloads')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    act(() => live.show(readyWindow([])));
    expect(
      screen.getByText('There are no workloads that you may see.'),
    ).toBeInTheDocument();
  });

  it('keeps the list when it is stale, and says since when', async () => {
    const freshness = {
      state: 'stale' as const,
      since: new Date().toISOString(),
      reason: 'The portal cannot be reached.',
    };
    await renderPage(readyWindow([api], {}, { freshness }));
    expect(screen.getByText(/^stale since \d\d:\d\d/)).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent(freshness.reason);
    expect(names()).toEqual(['api']);
  });

  it('names a cluster that is away, beside the list', async () => {
    const reach = {
      state: 'stale' as const,
      since: new Date().toISOString(),
      reason: 'No route.',
    };
    await renderPage(readyWindow([api], {}, { clusters: { edge: reach } }));
    expect(screen.getByRole('alert')).toHaveTextContent(
      /Cluster edge is not reachable since/,
    );
    expect(names()).toEqual(['api']);
  });

  it.each<[string, TopicState, RegExp]>([
    ['denied', { state: 'denied', missing: [] }, /paddock\.workload\.read/],
    [
      'denied to a guest',
      {
        state: 'denied',
        missing: [],
        reason: '"user:development/guest" is no person of the catalog',
      },
      /guest" is no person of the catalog\./,
    ],
    ['refused', { state: 'refused', reason: 'Too wide.' }, /Too wide\./],
    [
      'lost',
      { state: 'lost', since: new Date().toISOString(), reason: 'Away.' },
      /Away\. Not reachable since/,
    ],
  ])('says what is the matter when it is %s', async (_, state, words) => {
    await renderPage(state);
    expect(screen.getByRole('alert')).toHaveTextContent(words);
  });

  it.each<[string, TopicState]>([
    ['the right is taken away', { state: 'denied', missing: [] }],
    ['the list is refused', { state: 'refused', reason: 'Too wide.' }],
    ['somebody else signs in', forgotten],
  ])('removes everything at once when %s', async (_, state) => {
    const { live } = await renderPage(readyWindow([api]));
    act(() => live.show(state));
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.queryByText('api')).toBeNull();
    act(() => live.show({ state: 'waiting', clusters: {} }));
    expect(screen.queryByText('api')).toBeNull();
  });
});
