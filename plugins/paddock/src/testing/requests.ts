import type { FetchApi } from '@backstage/core-plugin-api';
import type {
  Check,
  RequestAct,
  RequestLine,
  RequestOptions,
  RequestPage,
  RequestWindow,
} from '@paddock/backstage-plugin-paddock-common';
import type { TopicState } from '../live/topicState';
import { refusal } from './refusal';

type Ready = Extract<TopicState, { state: 'ready' }>;

export function aRequest(changes: Partial<RequestLine> = {}): RequestLine {
  const name = changes.name ?? 'payments-dev';
  return {
    id: `id-${name}`,
    kind: 'namespace',
    cluster: 'prod-1',
    namespace: name,
    name,
    team: 'group:default/team-payments',
    state: 'live',
    revision: 1,
    approvedRevision: 1,
    requestedBy: 'user:default/ben',
    createdAt: '2026-11-20T09:00:00.000Z',
    updatedAt: '2026-11-20T09:01:00.000Z',
    ...changes,
  };
}

const amounts = (cores: number) => ({
  cpuMilli: cores * 1000,
  memoryBytes: cores * 2 * 1024 ** 3,
  storageBytes: cores * 10 * 1024 ** 3,
  pods: cores * 10,
});

export function aCheck(changes: Partial<Check> = {}): Check {
  return {
    problems: [],
    verdict: { say: 'automatic', because: 'It is within the budget.' },
    effects: {
      objects: [
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: {
            name: 'payments-dev',
            labels: { 'paddock.internal/team': 'team-payments' },
          },
        },
      ],
      vault: [
        {
          type: 'policy',
          name: 'paddock-ns.prod-1.payments-dev',
          text: 'path "secret/data/shared" { capabilities = ["read"] }',
        },
      ],
    },
    dryRun: [
      { object: 'Namespace payments-dev', outcome: { state: 'accepted' } },
    ],
    budget: {
      team: 'group:default/team-payments',
      budget: amounts(8),
      granted: amounts(2),
      after: amounts(4),
    },
    hash: 'a'.repeat(64),
    ...changes,
  };
}

const everything: Record<RequestAct, true | string> = {
  edit: true,
  approve: true,
  reject: true,
  withdraw: true,
  change: true,
  remove: true,
  handOver: true,
  accept: 'It is not offered to any team.',
  decline: 'It is not offered to any team.',
  writeValue: 'Only secrets hold values.',
  comment: true,
  retry: 'Only what needs attention can be tried again.',
};

export function aPage(changes: Partial<RequestPage> = {}): RequestPage {
  const { problems: _, ...check } = aCheck();
  return {
    ...aRequest({ state: 'waiting', approvedRevision: undefined }),
    ...check,
    verdict: {
      say: 'approval',
      because: ['It asks for 4 cores.'],
      approvers: ['group:default/team-payments-leads'],
    },
    spec: {
      kind: 'namespace',
      cluster: 'prod-1',
      team: 'group:default/team-payments',
      purpose: 'To try things out',
      name: 'payments-dev',
      environment: 'development',
      quota: { cpu: '4', memory: '8Gi', storage: '40Gi', pods: 40 },
      podSecurity: 'restricted',
      members: [],
    },
    timeline: [
      {
        seq: 1,
        at: '2026-11-20T09:00:00.000Z',
        kind: 'asked',
        by: 'user:default/ben',
        revision: 1,
        text: '',
      },
    ],
    proofs: [],
    may: everything,
    ...changes,
  };
}

export function someOptions(
  changes: Partial<RequestOptions> = {},
): RequestOptions {
  return {
    clusters: [
      {
        name: 'prod-1',
        reach: { state: 'live' },
        storageClasses: [
          {
            name: 'local-path',
            accessModes: ['ReadWriteOnce'],
            allowExpansion: false,
            provisionerRuns: true,
            survivesNodeLoss: false,
          },
          {
            name: 'cephfs',
            accessModes: ['ReadWriteOnce', 'ReadWriteMany'],
            allowExpansion: true,
            provisionerRuns: true,
            survivesNodeLoss: true,
          },
        ],
      },
    ],
    teams: [
      {
        team: 'group:default/team-payments',
        budget: amounts(8),
        granted: amounts(2),
      },
    ],
    namespaces: [
      {
        cluster: 'prod-1',
        namespace: 'payments',
        team: 'group:default/team-payments',
      },
    ],
    ...changes,
  };
}

/** What the list gets. */
export function readyRequests(
  rows: RequestLine[],
  window: Partial<RequestWindow> = {},
  changes: Partial<Ready> = {},
): Ready {
  const meta: RequestWindow = {
    order: rows.map(row => row.id),
    offset: 0,
    matching: rows.length,
    waitingForMe: 0,
    ...window,
  };
  return {
    state: 'ready',
    items: new Map(rows.map(row => [row.id, row])),
    meta,
    freshness: { state: 'live', at: new Date().toISOString() },
    clusters: { requests: { state: 'live' } },
    ...changes,
  };
}

/** What one request's page gets. */
export function readyPage(
  page: RequestPage,
  changes: Partial<Ready> = {},
): Ready {
  return {
    ...readyRequests([]),
    meta: undefined,
    items: new Map([[page.id, page]]),
    ...changes,
  };
}

/** One request that was made to the portal. */
export interface Call {
  method: string;
  /** With its query, below the plugin's own address. */
  path: string;
  body?: unknown;
  headers: Record<string, string>;
}

type Answer = (call: Call) => unknown;

/** The portal's HTTP, played by a test. Answers are found by `POST /requests/check`; what they do not know is a 404. */
export function createFakeRoutes(answers: Record<string, Answer>) {
  const calls: Call[] = [];
  const fetchApi: FetchApi = {
    fetch: async (input, init = {}) => {
      const path = String(input).replace(
        /^.*\/\/paddock|^.*\/api\/paddock/,
        '',
      );
      const call: Call = {
        method: init.method ?? 'GET',
        path,
        ...(init.body ? { body: JSON.parse(String(init.body)) } : {}),
        headers: Object.fromEntries(new Headers(init.headers)),
      };
      calls.push(call);
      const answer = answers[`${call.method} ${path.split('?')[0]}`];
      if (!answer) return refusal(404, `No answer for ${path}`);
      const given = await answer(call);
      return given instanceof Response
        ? given
        : new Response(JSON.stringify(given ?? {}));
    },
  };
  return {
    fetchApi,
    calls,
    /** Bodies that were sent there so far. */
    sent: (route: string) =>
      calls
        .filter(({ method, path }) => `${method} ${path}` === route)
        .map(({ body }) => body),
  };
}
