import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type {
  MetricsAnswer,
  PoolAnswer,
} from '@paddock/backstage-plugin-paddock-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aSubject, known, missing } from '../../testing/metrics';
import { refusal } from '../../testing/refusal';
import { PoolContent } from './PoolContent';

// There is no canvas here: what would be drawn is said.
jest.mock('uplot', () => ({
  __esModule: true,
  default: class {
    constructor(
      options: { series: Array<{ label: string }> },
      _: unknown,
      private readonly element: HTMLElement,
    ) {
      element.textContent = options.series.map(({ label }) => label).join(' ');
    }
    setData() {}
    setSize() {}
    destroy() {
      this.element.textContent = '';
    }
  },
}));

beforeAll(() => {
  global.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  // Rows are in the page only where there is room for them.
  jest
    .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
    .mockReturnValue(1000);
  jest.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(1000);
});

const at = [1_795_000_000, 1_795_000_015];
const GiB = 2 ** 30;
const lacked = [{ cluster: 'local', verb: 'list', resource: 'nodes' }];

const sim = (name: string, cpu: number) => ({
  ...aSubject('node', name, {
    cpu: { ...known(cpu), request: 2000, limit: 4000 },
    memory: { ...known(GiB), request: GiB, limit: 4 * GiB },
  }),
  node: { ready: true, cordoned: name === 'sim-02', pods: 3 },
});

const pool = (changes: Partial<PoolAnswer> = {}): PoolAnswer => ({
  cluster: 'local',
  at,
  rung: aSubject('cluster', 'local', {
    cpu: { ...known(900, 1200), request: 4000, limit: 8000 },
    memory: { ...known(2 * GiB), request: 2 * GiB, limit: 8 * GiB },
    networkIn: { ...known(20), sum: { measured: 1, of: 2 } },
  }),
  nodes: { state: 'shown', all: [sim('sim-01', 400), sim('sim-02', 800)] },
  namespaces: [
    aSubject('namespace', 'payments', {
      cpu: { ...known(300), request: 500, quota: { request: 2000 } },
    }),
    aSubject('namespace', 'storefront', { cpu: known(900) }),
    aSubject('namespace', 'idle', { cpu: missing('None has a figure.') }),
  ],
  pods: [],
  history: { from: 'looks', reach: 'short' },
  ...changes,
});

const metrics: MetricsAnswer = {
  cluster: 'local',
  namespace: 'payments',
  at,
  nodes: 'denied',
  history: { from: 'looks', reach: 'long' },
  subjects: [
    aSubject('workload', 'all', { cpu: known(300) }),
    aSubject('workload', 'Deployment/api', {
      cpu: { ...known(300), request: 200 },
    }),
    {
      ...aSubject('pod', 'api-1', { cpu: known(100) }),
      workload: 'Deployment/api',
    },
    {
      ...aSubject('pod', 'api-2', { cpu: known(200) }),
      workload: 'Deployment/api',
    },
    aSubject('container', 'api-1/app', { cpu: known(90) }),
    aSubject('container', 'api-2/app', { cpu: known(190) }),
    aSubject('namespace', 'payments', {
      cpu: { ...known(300), request: 200 },
      memory: known(GiB),
    }),
  ],
};

const live = { state: 'live' };
let reach: object = live;

afterEach(() => {
  reach = live;
});

function renderPool(
  give: (path: string) => unknown = () => pool(),
  address = '/pool',
) {
  const asked: string[] = [];
  const fetch = async (url: string) => {
    const path = url.replace('http://portal', '');
    asked.push(path);
    if (path === '/clusters') {
      return Response.json([{ name: 'local', reach }]);
    }
    const answer = path.includes('/namespaces/') ? metrics : await give(path);
    return answer instanceof Response ? answer : Response.json(answer);
  };
  renderInTestApp(<PoolContent />, {
    apis: [
      [discoveryApiRef, { getBaseUrl: async () => 'http://portal' }],
      [fetchApiRef, { fetch: fetch as typeof globalThis.fetch }],
    ],
    initialRouteEntries: [address],
  });
  return asked;
}

const rowNames = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .slice(1)
    .map(row => within(row).getAllByRole('cell')[0]!.textContent);

describe('the pool', () => {
  it('says in a sentence how full it is, and what an administrator looks at first', async () => {
    renderPool();
    expect(
      await screen.findByText(
        'The pool of 2 nodes uses 15 % of its CPU and 25 % of its memory; 50 % of its CPU and 25 % of its memory are requested.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/^Cordoned.*: sim-02\.$/)).toBeInTheDocument();
    expect(screen.getByText(/sum is of 1 of 2 nodes/)).toBeInTheDocument();
    expect(
      await screen.findByRole('img', { name: 'Chart of CPU' }),
    ).toHaveTextContent('Time Usage Requested Allocatable');
  });

  it('lists the nodes, the busiest first, and sorts by what is asked for', async () => {
    renderPool();
    const table = await screen.findByRole('table', { name: 'Nodes' });
    expect(rowNames(table)).toEqual(['sim-02 (cordoned)', 'sim-01']);
    const [row] = within(table).getAllByRole('row').slice(1);
    expect(row).toHaveTextContent('800 mCPU · 20 %');
    await userEvent.click(within(table).getByRole('button', { name: 'Node' }));
    await waitFor(() =>
      expect(rowNames(screen.getByRole('table', { name: 'Nodes' }))).toEqual([
        'sim-01',
        'sim-02 (cordoned)',
      ]),
    );
  });

  it('cuts no figure: what has no room goes on in the next line, value and share whole', async () => {
    renderPool();
    const table = await screen.findByRole('table', { name: 'Nodes' });
    const value = within(table).getByText('800 mCPU ·');
    const cell = value.closest('[role=cell]')!;
    expect(cell).toHaveTextContent('800 mCPU · 20 %');
    expect(getComputedStyle(cell).whiteSpace).toBe('normal');
    expect(getComputedStyle(value).whiteSpace).toBe('nowrap');
  });

  it('keeps the ends of pods’ names, which are all that differs', async () => {
    const pods = ['x2x4z', 'k8s9q'].map(end =>
      aSubject('pod', `payments/api-7c9f8d6b5c-${end}`, { cpu: known(100) }),
    );
    renderPool(
      () => pool({ rung: sim('sim-01', 400), pods }),
      '/pool?node=sim-01',
    );
    const link = await screen.findByRole('link', {
      name: 'payments/api-7c9f8d6b5c-k8s9q',
    });
    expect(within(link).getByText('-7c9f8d6b5c-k8s9q')).toBeInTheDocument();
  });

  describe('on a telephone', () => {
    const original = window.matchMedia;
    beforeEach(() => {
      window.matchMedia = (query: string) =>
        ({
          matches: !query.includes('min-width'),
          addListener() {},
          removeListener() {},
          addEventListener() {},
          removeEventListener() {},
        } as unknown as MediaQueryList);
    });
    afterEach(() => {
      window.matchMedia = original;
    });

    it('makes a card of every row, with all figures and what they are', async () => {
      renderPool();
      const table = await screen.findByRole('table', { name: 'Nodes' });
      expect(within(table).getAllByRole('columnheader')).toHaveLength(7);
      const [row] = within(table).getAllByRole('row').slice(1);
      expect(
        within(row!)
          .getAllByRole('cell')
          .slice(0, 4)
          .map(({ textContent }) => textContent),
      ).toEqual([
        'sim-02 (cordoned)',
        'CPU800 mCPU · 20 %',
        'CPU requested2000 mCPU · 50 %',
        'Memory1 GiB · 25 %',
      ]);
    });
  });

  it('is split by namespace, and what is not measured comes last', async () => {
    renderPool();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Namespaces' }),
    );
    const table = await screen.findByRole('table', { name: 'Namespaces' });
    expect(rowNames(table)).toEqual(['storefront', 'payments', 'idle']);
    expect(table).toHaveTextContent('500 mCPU · 25 %');
    expect(
      within(table).getAllByTitle('None has a figure.').length,
    ).toBeGreaterThan(0);
  });

  it('leads from a node to the pods on it, and from there into their namespace', async () => {
    const asked = renderPool(path =>
      path.includes('of=node')
        ? pool({
            rung: sim('sim-01', 400),
            pods: [aSubject('pod', 'payments/api-1', { cpu: known(100) })],
          })
        : pool(),
    );
    await userEvent.click(await screen.findByRole('link', { name: 'sim-01' }));
    expect(
      await screen.findByText(/^Node sim-01 uses 400 mCPU of CPU \(10 %/),
    ).toBeInTheDocument();
    expect(asked).toContain('/clusters/local/pool?of=node%3Asim-01&range=15');
    await userEvent.click(
      await screen.findByRole('link', { name: 'payments/api-1' }),
    );
    expect(
      await screen.findByText(/^Pod api-1 uses 100 mCPU/),
    ).toBeInTheDocument();
  });

  it('leads from a namespace to a workload, a pod and a container, and back up', async () => {
    renderPool(undefined, '/pool?namespace=payments');
    expect(
      await screen.findByText(
        'Namespace payments uses 300 mCPU of CPU (150 % of its request) and 1 GiB of memory.',
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      await screen.findByRole('link', { name: 'Deployment/api' }),
    );
    await userEvent.click(await screen.findByRole('link', { name: 'api-2' }));
    await userEvent.click(await screen.findByRole('link', { name: 'app' }));
    const ladder = await screen.findByRole('navigation', {
      name: 'Where you are',
    });
    await waitFor(() =>
      expect(
        within(ladder)
          .getAllByRole('listitem')
          .map(each => each.textContent),
      ).toEqual([
        'Cluster local',
        'Namespace payments',
        'Deployment api',
        'Pod api-2',
        'Container app of api-2',
      ]),
    );
    await userEvent.click(
      within(ladder).getByRole('link', { name: 'Deployment api' }),
    );
    expect(
      await screen.findByRole('table', { name: 'Pods of Deployment/api' }),
    ).toBeInTheDocument();
  });

  it('says so where an address names what is gone', async () => {
    renderPool(undefined, '/pool?namespace=payments&of=pod:old-1');
    expect(
      await screen.findByText(/^old-1 is not there any more/),
    ).toBeInTheDocument();
  });

  it('offers what Prometheus has where there is one', async () => {
    const { history } = { history: { from: 'looks', reach: 'long' } as const };
    const asked = renderPool(() => pool({ history }));
    await userEvent.selectOptions(
      await screen.findByLabelText('Range'),
      'last 7 days',
    );
    await waitFor(() =>
      expect(asked[asked.length - 1]).toMatch(/range=10080$/),
    );
  });

  it('says where the figures come from, and why not from where they were asked for', async () => {
    const because = 'Prometheus does not answer.';
    renderPool(() =>
      pool({ history: { from: 'looks-instead', because, reach: 'long' } }),
    );
    expect(await screen.findByText(because)).toBeInTheDocument();
  });

  it('is a table for who cannot see a chart', async () => {
    renderPool(undefined, '/pool?metrics-as=table');
    expect(
      await screen.findByRole('table', { name: 'CPU over time' }),
    ).toBeInTheDocument();
  });

  it('shows the namespaces where nodes may not be seen, and names the right that is missing for them', async () => {
    const { rung: _, ...rest } = pool();
    renderPool(() => ({
      ...rest,
      nodes: { state: 'denied', missing: lacked },
    }));
    expect(
      await screen.findByRole('table', { name: 'Namespaces' }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Nodes' }));
    expect(
      await screen.findByText('You may not see the nodes.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/list nodes in/, { selector: 'li' }),
    ).toBeInTheDocument();
  });

  it('says what to do where there is nothing yet', async () => {
    renderPool(() => pool({ namespaces: [] }), '/pool?by=namespaces');
    expect(
      await screen.findByText(/Create a service from a template/),
    ).toBeInTheDocument();
  });

  it('has a shape while it is on its way', async () => {
    renderPool(() => new Promise(() => {}));
    expect(
      await screen.findByRole('status', { name: 'Loading the pool of local' }),
    ).toBeInTheDocument();
  });

  it.each([
    [403, 'You lack the right to list nodes.', /You may not see/],
    [404, 'There is no node sim-09.', /There is no node sim-09/],
    [503, 'The cluster is away', /cannot be shown now/],
  ])('says what failed: %s', async (status, message, shown) => {
    const more = status === 403 ? { missing: lacked } : {};
    renderPool(() => refusal(status, message, more), '/pool?node=sim-09');
    expect(await screen.findByText(shown)).toBeInTheDocument();
  });

  it('stays, and is said to be old, when it cannot be read again', async () => {
    let away = false;
    renderPool(() => (away ? refusal(503, 'The cluster is away') : pool()));
    await screen.findByText(/^The pool of 2 nodes/);
    away = true;
    await userEvent.selectOptions(screen.getByLabelText('Range'), '5');
    expect(await screen.findByText(/stale since/)).toBeInTheDocument();
    expect(screen.getByText(/^The pool of 2 nodes/)).toBeInTheDocument();
  });

  it('is said to be old while its cluster is away', async () => {
    const since = '2026-11-26T10:44:00.000Z';
    reach = { state: 'stale', since, reason: 'It cannot be reached' };
    renderPool();
    await screen.findByText(/^The pool of 2 nodes/);
    expect(
      screen.getByText(/Cluster local is not reachable since/),
    ).toBeInTheDocument();
    expect(screen.getByText(/^stale since/)).toBeInTheDocument();
    expect(screen.queryByText(/updated/)).toBeNull();
  });
});
