import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { PodDetail } from '@paddock/backstage-plugin-paddock-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PodDrawer } from './PodDrawer';

const pod: PodDetail = {
  name: 'api-1',
  namespace: 'payments',
  cluster: 'prod-1',
  createdAt: '2026-11-23T08:00:00Z',
  phase: 'Running',
  labels: {},
  conditions: [],
  containers: [
    {
      name: 'api',
      kind: 'main',
      image: 'api:1',
      ready: false,
      restarts: 3,
      state: { is: 'waiting', reason: 'CrashLoopBackOff', message: 'back-off' },
      last: { is: 'terminated', reason: 'OOMKilled', exitCode: 137 },
      requests: { cpu: '100m' },
      limits: {},
      ports: [{ port: 8080, protocol: 'TCP' }],
    },
    {
      name: 'migrate',
      kind: 'init',
      image: 'api:1',
      ready: true,
      restarts: 0,
      state: { is: 'terminated', reason: 'Completed', exitCode: 0 },
      requests: {},
      limits: {},
      ports: [],
    },
  ],
  requests: { cpu: '150m', memory: '64Mi' },
  limits: {},
  volumes: [{ name: 'data', from: 'claim api-data' }],
  events: [
    {
      id: 'e',
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off restarting failed container',
      count: 4,
      firstAt: '2026-11-23T08:00:00Z',
      lastAt: '2026-11-23T08:05:00Z',
      about: 'Pod/api-1, container api',
      by: 'kubelet',
    },
  ],
  yaml: 'apiVersion: v1\nkind: Pod\n',
};

const frames = [
  {
    type: 'lines',
    lines: [[0, '2026-11-23T08:00:01Z', 'ERROR no \u001b[31mdatabase']],
  },
  { type: 'lines', lines: [[0, '2026-11-23T08:00:02Z', 'listening']] },
  { type: 'bye', reason: 'done' },
];

function renderAt(
  search: string,
  answer: (url: string) => Response = url =>
    url.endsWith('/logs')
      ? new Response(frames.map(each => `${JSON.stringify(each)}\n`).join(''))
      : Response.json(pod),
) {
  const asked: Array<{ url: string; body?: string }> = [];
  const fetch = async (url: string, init: RequestInit = {}) => {
    asked.push({ url, body: init.body as string });
    return answer(url);
  };
  renderInTestApp(<PodDrawer terminal={() => null} />, {
    initialRouteEntries: [`/${search}`],
    apis: [
      [discoveryApiRef, { getBaseUrl: async () => 'http://portal' }],
      [fetchApiRef, { fetch: fetch as typeof globalThis.fetch }],
    ],
  });
  return asked;
}

describe('the pod that the address names', () => {
  it('is shown with its containers in words', async () => {
    const asked = renderAt('?pod=prod-1/payments/api-1');
    const container = await screen.findByRole('region', {
      name: 'Container api',
    });
    expect(
      within(container).getByText('Waiting: CrashLoopBackOff. back-off'),
    ).toBeInTheDocument();
    expect(
      within(container).getByText(
        'The run before: Killed for using more memory than its limit (OOMKilled).',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('claim api-data')).toBeInTheDocument();
    expect(screen.getByText('cpu 150m, memory 64Mi')).toBeInTheDocument();
    expect(asked[0]?.url).toBe(
      'http://portal/clusters/prod-1/namespaces/payments/pods/api-1',
    );
  });

  it('shows its log as text, which can be searched', async () => {
    const asked = renderAt('?pod=prod-1/payments/api-1&show=logs');
    expect(
      await screen.findByText(/The log has ended. 2 of 2 lines shown/),
    ).toBeInTheDocument();
    expect(JSON.parse(asked.find(each => each.body)?.body ?? '')).toMatchObject(
      {
        sources: [{ pod: 'api-1', container: 'api' }],
        follow: true,
      },
    );
    await userEvent.type(
      screen.getByLabelText('Lines that contain'),
      'database',
    );
    expect(await screen.findByText(/1 of 2 lines shown/)).toBeInTheDocument();
  });

  it('shows its events and its YAML', async () => {
    renderAt('?pod=prod-1/payments/api-1&show=events');
    expect(
      await screen.findByText('Back-off restarting failed container'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'YAML' }));
    expect(screen.getByLabelText('YAML of api-1')).toHaveTextContent(
      'kind: Pod',
    );
  });

  it('keeps its tabs whole beside content that is taller than the window', async () => {
    renderAt('?pod=prod-1/payments/api-1');
    const tabs = await screen.findByRole('tablist', { name: 'About the pod' });
    const dialog = screen.getByRole('dialog');
    let inDrawer: HTMLElement = tabs;
    while (inDrawer.parentElement !== dialog) {
      inDrawer = inDrawer.parentElement!;
    }
    expect(getComputedStyle(inDrawer).flexShrink).toBe('0');
  });

  it('says why it cannot be shown', async () => {
    const error = {
      name: 'NotAllowedError',
      message: 'pods "api-1" is forbidden',
    };
    renderAt('?pod=prod-1/payments/api-1', () =>
      Response.json({ error, response: { statusCode: 403 } }, { status: 403 }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'pods "api-1" is forbidden',
    );
  });

  it.each(['', '?pod=../../x', '?pod=prod-1/Payments/api', '?pod=a/b'])(
    'is nothing for %s',
    search => {
      const asked = renderAt(search);
      expect(screen.queryByRole('dialog')).toBeNull();
      expect(asked).toEqual([]);
    },
  );
});
