import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { MetricsAnswer } from '@paddock/backstage-plugin-paddock-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aSubject, known, usageOf } from '../testing/metrics';
import { refusal } from '../testing/refusal';
import { MetricsPanel } from './MetricsPanel';

const MiB = 2 ** 20;

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
});

const answer = (changes: Partial<MetricsAnswer> = {}): MetricsAnswer => ({
  cluster: 'prod-1',
  namespace: 'payments',
  at: [1_795_000_000, 1_795_000_015],
  nodes: 'denied',
  history: { from: 'looks', reach: 'short' },
  subjects: [
    {
      level: 'workload',
      name: 'all',
      usage: usageOf({
        cpu: {
          ...known(200, 251),
          request: 100,
          limit: 1000,
          sum: { measured: 2, of: 3 },
        },
        memory: known(64 * MiB, 64 * MiB),
        networkIn: known(1536, 2048),
        networkOut: known(10, 20),
      }),
    },
    {
      level: 'pod',
      name: 'api-1',
      volumes: [{ claim: 'files', used: 512 * MiB, capacity: 1024 * MiB }],
      usage: usageOf({ cpu: known(1, 2) }),
    },
    {
      level: 'container',
      name: 'api-1/app',
      throttled: { state: 'known', value: 0.25 },
      usage: usageOf({ cpu: known(1, 2) }),
    },
    {
      level: 'namespace',
      name: 'payments',
      usage: usageOf({ cpu: { ...known(1, 2), quota: { request: 2000 } } }),
    },
  ],
  ...changes,
});

function renderPanel(
  give: () => Response | Promise<Response>,
  pods = ['api-2', 'api-1'],
) {
  const asked: string[] = [];
  const fetch = async (url: string) => {
    asked.push(url);
    return give();
  };
  renderInTestApp(
    <MetricsPanel
      name="payments-api"
      kind="Deployment"
      cluster="prod-1"
      namespace="payments"
      pods={pods}
    />,
    {
      apis: [
        [discoveryApiRef, { getBaseUrl: async () => 'http://portal' }],
        [fetchApiRef, { fetch: fetch as typeof globalThis.fetch }],
      ],
    },
  );
  return asked;
}

const ready = (changes?: Partial<MetricsAnswer>) => () =>
  Response.json(answer(changes));

const card = (name: string) => screen.findByRole('region', { name });

describe('the metrics of a workload', () => {
  it('are its latest figures with their units, beside request and limit', async () => {
    const asked = renderPanel(ready());
    expect(
      within(await card('CPU')).getByText(
        'Usage 251 mCPU · Request 100 mCPU · Limit 1000 mCPU',
      ),
    ).toBeInTheDocument();
    expect(
      within(await card('Memory')).getByText('Usage 64 MiB'),
    ).toBeInTheDocument();
    expect(
      within(await card('Network')).getByText('In 2 KiB/s · Out 20 B/s'),
    ).toBeInTheDocument();
    expect(asked[0]).toBe(
      'http://portal/clusters/prod-1/namespaces/payments/metrics?pods=api-1%2Capi-2&range=15',
    );
  });

  it('are drawn, each line by its name', async () => {
    renderPanel(ready());
    const chart = await screen.findByRole('img', { name: 'Chart of CPU' });
    expect(chart).toHaveTextContent('Time Usage Request Limit');
    expect(
      await screen.findByRole('img', { name: 'Chart of Network' }),
    ).toHaveTextContent('Time In Out');
  });

  it('say what is missing, instead of drawing it', async () => {
    renderPanel(ready());
    const disk = await card('Disk');
    expect(
      within(disk).getByText('Read not measured · Written not measured'),
    ).toBeInTheDocument();
    expect(within(disk).getByText('No disk.')).toBeInTheDocument();
    expect(within(disk).queryByRole('img')).not.toBeInTheDocument();
    expect(screen.getByText(/sum is of 2 of 3 pods/)).toBeInTheDocument();
    expect(screen.getByText(/get nodes\.metrics\.k8s\.io/)).toBeInTheDocument();
  });

  it('can be read as a table, newest first', async () => {
    renderPanel(ready());
    const toggle = await screen.findByRole('button', { name: 'As a table' });
    expect(toggle).toHaveAttribute('aria-pressed', 'false');
    await userEvent.click(toggle);
    expect(toggle).toHaveAttribute('aria-pressed', 'true');
    const table = screen.getByRole('table', { name: 'CPU over time' });
    const cells = within(table).getAllByRole('cell');
    expect(cells.map(cell => cell.textContent)).toEqual([
      '251 mCPU',
      '100 mCPU',
      '1000 mCPU',
      '200 mCPU',
      '100 mCPU',
      '1000 mCPU',
    ]);
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
  });

  it.each([
    [
      'pod:api-1',
      'Volume files: 512 MiB of the 1 GiB of its file system are used.',
    ],
    ['container:api-1/app', /Held back by its CPU limit in 25 %/],
    ['namespace:payments', /Quota of requests 2000 mCPU/],
  ])('go up and down the ladder: %s', async (key, text) => {
    renderPanel(ready());
    await userEvent.selectOptions(await screen.findByLabelText('Of'), key);
    expect(await screen.findByText(text)).toBeInTheDocument();
    expect(screen.getByLabelText('Of')).toHaveValue(key);
  });

  it('reach as far back as is asked for', async () => {
    const asked = renderPanel(ready());
    await userEvent.selectOptions(await screen.findByLabelText('Range'), '30');
    await waitFor(() => expect(asked[asked.length - 1]).toMatch(/range=30$/));
    expect(await screen.findByLabelText('Range')).toHaveValue('30');
  });

  it('have a shape while they are on their way', async () => {
    renderPanel(() => new Promise<Response>(() => {}));
    expect(
      await screen.findByRole('status', {
        name: 'Loading the metrics of payments-api',
      }),
    ).toBeInTheDocument();
  });

  it('say when the first figures are on their way', async () => {
    renderPanel(ready({ at: [] }));
    expect(
      await screen.findByText(/first figures are on their way/),
    ).toBeInTheDocument();
  });

  it('say so where there are no pods, and ask nothing', async () => {
    const asked = renderPanel(ready(), []);
    expect(await screen.findByText(/has no pods/)).toBeInTheDocument();
    expect(asked).toEqual([]);
  });

  it.each([
    [
      { verb: 'get', resource: 'pods.metrics.k8s.io' },
      /get pods\.metrics\.k8s\.io in namespace payments/,
    ],
    [{ verb: 'list', resource: 'pods' }, /list pods in namespace payments/],
  ])('name the missing right: %s', async (lacked, right) => {
    const where = { cluster: 'prod-1', namespace: 'payments' };
    renderPanel(() =>
      refusal(403, 'No.', { missing: [{ ...where, ...lacked }] }),
    );
    expect(
      await screen.findByText('You may not see the metrics of payments-api.'),
    ).toBeInTheDocument();
    expect(screen.getByText(right, { selector: 'li' })).toBeInTheDocument();
  });

  it.each([
    [403, 'This needs the permission "paddock.workload.read"'],
    [503, 'The cluster is away'],
  ])('say what failed: %s', async (status, message) => {
    renderPanel(() => refusal(status, message));
    expect(await screen.findByText(new RegExp(message))).toBeInTheDocument();
  });

  it('stay, and are said to be old, when they cannot be read again', async () => {
    let away = false;
    renderPanel(() => (away ? refusal(503, 'The cluster is away') : ready()()));
    await card('CPU');
    away = true;
    await userEvent.selectOptions(screen.getByLabelText('Range'), '5');
    expect(await screen.findByText(/stale since/)).toBeInTheDocument();
    expect(await card('CPU')).toBeInTheDocument();
  });

  it('come with what the containers should ask for, and what that is derived from', async () => {
    const at = Array.from({ length: 120 }, (_, place) => 1_000 + place * 15);
    const cpu = {
      ...known(...new Array<number>(120).fill(100)),
      request: 1000,
    };
    renderPanel(
      ready({
        at,
        subjects: [
          aSubject('workload', 'all', { cpu }),
          aSubject('container', 'api-1/app', { cpu }),
        ],
      }),
    );
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Right-sizing: 1 container should ask for something else',
      }),
    );
    expect(
      screen.getByText(
        'CPU: it asks for 1000 mCPU; it uses at most this in 95 of 100 measurements: 100 mCPU. Ask for 120 mCPU.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/in 1 pod over 29 min/)).toBeInTheDocument();
    expect(screen.getByLabelText('kubectl commands')).toHaveTextContent(
      'kubectl -n payments set resources deployment payments-api -c app --requests=cpu=120m',
    );
    expect(screen.getByLabelText('strategic merge patch').textContent).toBe(
      `spec:
  template:
    spec:
      containers:
        - name: app
          resources:
            requests:
              cpu: 120m`,
    );
  });

  it('come without advice while too little is known', async () => {
    renderPanel(ready());
    expect(
      await screen.findByRole('button', {
        name: 'Right-sizing: too little is known yet',
      }),
    ).toBeInTheDocument();
  });
});
