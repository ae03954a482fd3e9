import type { NetworkProblem } from '@paddock/backstage-plugin-paddock-common';
import {
  labels,
  pod,
  service,
  slice,
  policy,
  ingress,
  parents,
  unknown,
  project,
} from '../../testing/situations/networkSituation';
import type { SeenNetwork } from './read';

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
