import type {
  NetworkProblem,
  WorkloadNetwork,
} from '@paddock/backstage-plugin-paddock-common';
import type { PodObject, WorkloadObject } from '../kube/objects';
import { projectNetwork } from './project';
import type { SeenNetwork } from './read';
import type { NetworkSettings } from './settings';

const labels = { app: 'api' };
const workload: WorkloadObject = {
  metadata: { labels: { 'backstage.io/kubernetes-id': 'payments-api' } },
  spec: {
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        containers: [
          { name: 'api', ports: [{ name: 'http', containerPort: 8080 }] },
        ],
      },
    },
  },
};

const pod = (ready: boolean, changes: PodObject['status'] = {}): PodObject => ({
  metadata: { name: 'api-1', labels },
  status: {
    phase: 'Running',
    hostIP: '10.0.0.7',
    conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    ...changes,
  },
});
const service = (spec: object = {}, name = 'api') => ({
  metadata: { name },
  spec: {
    type: 'NodePort',
    clusterIP: '10.96.0.10',
    selector: labels,
    ports: [{ name: 'http', port: 80, targetPort: 'http', nodePort: 30080 }],
    ...spec,
  },
});
const slice = (...ready: boolean[]) => ({
  metadata: { name: 's', labels: { 'kubernetes.io/service-name': 'api' } },
  addressType: 'IPv4',
  endpoints: ready.map((is, at) => ({
    addresses: [`10.1.0.${at}`],
    conditions: { ready: is },
    targetRef: { kind: 'Pod', name: `api-${at}` },
  })),
});
const policy = (ingress: object[], selector: object = {}) => ({
  metadata: { name: 'guard' },
  spec: { podSelector: selector, policyTypes: ['Ingress'], ingress },
});
const ingress = (
  port: object,
  tls: object[] = [{ hosts: ['api.example.com'] }],
) => ({
  metadata: { name: 'web' },
  spec: {
    tls,
    rules: [
      {
        host: 'api.example.com',
        http: {
          paths: [
            { path: '/v1', backend: { service: { name: 'api', port } } },
            {
              path: '/other',
              backend: { service: { name: 'others', port: { number: 1 } } },
            },
          ],
        },
      },
    ],
  },
});

const parents = (...each: Array<Record<string, string>>) => ({
  parents: each.map(conditions => ({
    conditions: Object.entries(conditions).map(([type, status]) => ({
      type,
      status,
      reason: `${type}Reason`,
      message: 'no listener allows it',
    })),
  })),
});

const usual: SeenNetwork = {
  pods: [pod(true)],
  services: [service()],
  slices: [slice(true)],
  unread: [],
};
const unknown: NetworkSettings = {
  domain: 'cluster.local',
  policiesAre: 'unknown',
};

const project = (
  seen: Partial<SeenNetwork> = {},
  settings = unknown,
): WorkloadNetwork =>
  projectNetwork(
    { namespace: 'payments', name: 'api', workload },
    { ...usual, ...seen },
    settings,
  );

describe('how a workload is reached', () => {
  it('is by the Services that select its pods, with what stands behind them', () => {
    const { services, problems, nodes, pods } = project({
      services: [service(), service({ selector: { app: 'db' } }, 'db')],
      slices: [slice(true, false), slice(true)],
    });
    expect(services).toEqual([
      {
        name: 'api',
        type: 'NodePort',
        clusterIp: '10.96.0.10',
        ports: [
          {
            name: 'http',
            protocol: 'TCP',
            port: 80,
            targetPort: 'http',
            nodePort: 30080,
            scheme: 'http',
          },
        ],
        endpoints: [
          { address: '10.1.0.1', ready: false, pod: 'api-1' },
          { address: '10.1.0.0', ready: true, pod: 'api-0' },
        ],
        external: [],
        localOnly: false,
      },
    ]);
    expect(problems).toEqual([]);
    expect(nodes).toEqual(['10.0.0.7']);
    expect(pods).toEqual({ all: 1, ready: 1 });
  });

  it('is from outside by the rules that lead to those Services', () => {
    const httpRoute = {
      metadata: { name: 'gate' },
      spec: {
        parentRefs: [{ name: 'edge' }],
        hostnames: ['gate.example.com'],
        rules: [{ backendRefs: [{ name: 'api', port: 80 }] }],
      },
      status: parents({ Accepted: 'True', ResolvedRefs: 'True' }),
    };
    const { routes, problems } = project({
      ingresses: [ingress({ name: 'http' })],
      httpRoutes: [httpRoute],
    });
    expect(routes).toEqual([
      {
        kind: 'Ingress',
        name: 'web',
        rules: [
          {
            host: 'api.example.com',
            path: '/v1',
            isPattern: false,
            service: 'api',
            port: 'http',
            tls: true,
          },
        ],
        addresses: [],
      },
      {
        kind: 'HTTPRoute',
        name: 'gate',
        state: { is: 'accepted' },
        rules: [
          {
            host: 'gate.example.com',
            path: '/',
            isPattern: false,
            service: 'api',
            port: '80',
            tls: false,
          },
        ],
        addresses: [],
      },
    ]);
    expect(problems).toEqual([]);
  });

  it.each([
    [true, [{ hosts: ['*.example.com'] }]],
    [true, [{ secretName: 'for-all-hosts' }]],
    [false, [{ hosts: ['*.com', 'example.com', '*.api.example.com'] }]],
    [false, []],
  ])('is over TLS (%s) as the certificates cover the host: %j', (is, tls) => {
    const { routes } = project({ ingresses: [ingress({ number: 80 }, tls)] });
    expect(routes[0]?.rules[0]?.tls).toBe(is);
  });

  const paths = (...each: Array<{ path: string; pathType?: string }>) => [
    {
      metadata: { name: 'web' },
      spec: {
        tls: [{ hosts: ['other.example.com'] }],
        rules: [
          {
            http: {
              paths: each.map(one => ({
                ...one,
                backend: { service: { name: 'api', port: { number: 80 } } },
              })),
            },
          },
        ],
      },
    },
  ];

  it.each([
    ['/api', 'Prefix', false],
    ['/api.v1/~ben', 'ImplementationSpecific', false],
    ['/api(/|$)(.*)', 'ImplementationSpecific', true],
    ['/*', 'ImplementationSpecific', true],
    ['/api/*', 'Prefix', true],
    ['/v[0-9]+', 'ImplementationSpecific', true],
    ['/what(is)this', 'Exact', false],
  ])('takes the path %s (%s) for a pattern: %s', (path, pathType, is) => {
    const { routes } = project({ ingresses: paths({ path, pathType }) });
    expect(routes[0]?.rules[0]?.isPattern).toBe(is);
  });

  it('is plain for a rule without a host, where no certificate is for all hosts', () => {
    const { routes } = project({ ingresses: paths({ path: '/' }) });
    expect(routes[0]?.rules[0]?.tls).toBe(false);
  });

  const gate = (
    backendRef: object,
    changes: {
      namespace?: string;
      match?: object;
      status?: object;
      parentRefs?: object[];
    } = {},
  ) => ({
    metadata: { name: 'gate', namespace: changes.namespace ?? 'payments' },
    spec: {
      parentRefs: changes.parentRefs ?? [{ name: 'edge' }],
      hostnames: ['gate.example.com'],
      rules: [
        {
          matches: [{ path: changes.match ?? { value: '/' } }],
          backendRefs: [{ name: 'api', port: 80, ...backendRef }],
        },
      ],
    },
    status: changes.status ?? parents({ Accepted: 'True' }),
  });

  it.each<[string, number, object, string]>([
    ['of its namespace', 1, {}, 'payments'],
    ['of its namespace by name', 1, { namespace: 'payments' }, 'payments'],
    ['of another namespace', 0, { namespace: 'others' }, 'payments'],
    ['of another namespace without saying so', 0, {}, 'others'],
    ['from another namespace', 1, { namespace: 'payments' }, 'others'],
    ['of another kind', 0, { kind: 'ServiceImport' }, 'payments'],
    ['of another group', 0, { group: 'example.com' }, 'payments'],
    ['that gets no traffic', 0, { weight: 0 }, 'payments'],
  ])('by an HTTPRoute to a Service %s: %i', (_, count, ref, namespace) => {
    const { routes } = project({ httpRoutes: [gate(ref, { namespace })] });
    expect(routes).toHaveLength(count);
    expect(routes[0]?.namespace).toBe(
      count && namespace !== 'payments' ? namespace : undefined,
    );
  });

  it('does not take a regular expression for an address', () => {
    const match = { type: 'RegularExpression', value: '/v.' };
    const { routes } = project({ httpRoutes: [gate({}, { match })] });
    expect(routes[0]?.rules[0]?.isPattern).toBe(true);
  });

  const rejected = (because: string) => ({ is: 'rejected', because });
  it.each<[object, object]>([
    [{ status: {} }, { is: 'pending' }],
    [{ status: parents({ Accepted: 'Unknown' }) }, { is: 'pending' }],
    [
      { status: parents({ Accepted: 'False' }) },
      rejected('AcceptedReason: no listener allows it'),
    ],
    [
      { status: parents({ Accepted: 'True', ResolvedRefs: 'False' }) },
      rejected('ResolvedRefsReason: no listener allows it'),
    ],
    [
      { status: parents({ Accepted: 'False' }, { Accepted: 'True' }) },
      { is: 'accepted' },
    ],
    [
      { status: {}, parentRefs: [] },
      rejected('it names no Gateway (parentRefs)'),
    ],
  ])('answers as its Gateways say: %j', (changes, state) => {
    const { routes, problems } = project({ httpRoutes: [gate({}, changes)] });
    expect(routes[0]?.state).toEqual(state);
    expect(problems.map(({ is }) => is)).toEqual(
      'because' in state ? ['route-rejected'] : [],
    );
  });

  it('is not by a load balancer without an address', () => {
    const balanced = {
      ...service({ type: 'LoadBalancer' }),
      metadata: { name: 'api', creationTimestamp: '2026-01-01T00:00:00Z' },
    };
    const { services, problems } = project({ services: [balanced] });
    expect(services[0]?.pendingSince).toBe('2026-01-01T00:00:00Z');
    expect(problems).toEqual([
      {
        is: 'load-balancer-pending',
        service: 'api',
        since: '2026-01-01T00:00:00Z',
      },
    ]);
    const answered = {
      ...balanced,
      status: { loadBalancer: { ingress: [{ ip: '192.0.2.7' }] } },
    };
    expect(project({ services: [answered] }).problems).toEqual([]);
  });

  it('names Services of the namespace that select no pod, beside those that do', () => {
    const astray = service({ selector: { app: 'apii' } }, 'idle');
    const { idle, problems } = project({
      services: [
        service(),
        astray,
        service({ selector: undefined }, 'by-hand'),
      ],
    });
    expect(idle).toEqual([{ name: 'idle', selector: { app: 'apii' } }]);
    expect(problems).toEqual([]);
    expect(project({ services: [astray], slices: undefined }).idle).toEqual([]);
  });

  it('names a Service that is meant for it and selects others, beside those that do', () => {
    const named = {
      ...service({ selector: { app: 'apii' } }, 'api-2'),
      metadata: {
        name: 'api-2',
        labels: { 'backstage.io/kubernetes-id': 'payments-api' },
      },
    };
    expect(project({ services: [service(), named] }).problems).toEqual([
      { is: 'selector-misses', service: 'api-2', selector: { app: 'apii' } },
    ]);
  });

  it('is also by a Service that Argo Rollouts points at one revision', () => {
    const selector = { ...labels, 'rollouts-pod-template-hash': '7d9f' };
    const { services, problems } = project({
      services: [service({ selector })],
    });
    expect(services.map(({ name }) => name)).toEqual(['api']);
    expect(problems).toEqual([]);
  });

  it('names whom policies let in', () => {
    const peers = [
      { podSelector: { matchLabels: { app: 'web' } } },
      { namespaceSelector: {} },
      { ipBlock: { cidr: '10.0.0.0/8', except: ['10.9.0.0/16'] } },
    ];
    const { policies } = project({
      policies: [
        policy([{ from: peers, ports: [{ port: 8080 }] }]),
        policy([{}], { matchLabels: { app: 'db' } }),
      ],
    });
    expect(policies).toEqual([
      {
        name: 'guard',
        from: [
          'pods with app=web of this namespace, on 8080 TCP',
          'all pods of all namespaces, on 8080 TCP',
          'addresses in 10.0.0.0/8 but 10.9.0.0/16, on 8080 TCP',
        ],
      },
    ]);
  });
});

describe('what keeps it from being reached', () => {
  it.each<[string, Partial<SeenNetwork>, NetworkProblem[]]>([
    ['no pods', { pods: [], slices: [slice()] }, [{ is: 'no-pods' }]],
    [
      'no Service',
      { services: [service({ selector: { app: 'db' } }, 'db')] },
      [{ is: 'no-service', labels }],
    ],
    [
      'a Service of its name that selects others',
      { services: [service({ selector: { app: 'apii' } })] },
      [
        {
          is: 'selector-misses',
          service: 'api',
          selector: { app: 'apii' },
        },
      ],
    ],
    [
      'a Service without a selector',
      { services: [service({ selector: undefined })] },
      [{ is: 'no-service', labels }],
    ],
    [
      'no ready endpoint, by what a container waits for',
      {
        pods: [
          pod(false, {
            containerStatuses: [
              {
                name: 'api',
                state: { waiting: { reason: 'CrashLoopBackOff' } },
              },
            ],
          }),
        ],
        slices: [slice(false)],
      },
      [
        {
          is: 'no-endpoint',
          service: 'api',
          notReady: 1,
          because: 'api-1: CrashLoopBackOff',
        },
      ],
    ],
    [
      'a port that no container declares',
      {
        services: [service({ ports: [{ port: 80, targetPort: 'web' }] })],
      },
      [
        {
          is: 'port-not-declared',
          service: 'api',
          targetPort: 'web',
          declared: ['http'],
        },
      ],
    ],
    [
      'an Ingress to a port that the Service does not have',
      { ingresses: [ingress({ number: 81 })] },
      [
        {
          is: 'route-misses',
          route: 'Ingress web',
          service: 'api',
          port: '81',
        },
      ],
    ],
    [
      'a policy without a rule',
      { policies: [policy([])] },
      [{ is: 'nobody-let-in', policies: ['guard'] }],
    ],
  ])('%s', (_, seen, problems) => {
    expect(project(seen).problems).toEqual(problems);
  });

  it('is no policy where the cluster does not hold to policies', () => {
    const ignored = { ...unknown, policiesAre: 'ignored' } as const;
    expect(project({ policies: [policy([])] }, ignored).problems).toEqual([]);
  });

  it('is nothing that could not be read', () => {
    const { problems } = project({
      pods: undefined,
      services: undefined,
      slices: undefined,
    });
    expect(problems).toEqual([]);
  });
});
