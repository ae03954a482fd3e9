import {
  addressesOf,
  forwardedAddress,
  portForward,
  routeAddresses,
} from './addresses';
import type {
  NetworkProblem,
  RouteLine,
  ServiceLine,
  WorkloadNetwork,
} from './schemas';
import {
  describeNetworkProblem,
  describePolicies,
  describeReach,
} from './sentence';

const service = (changes: Partial<ServiceLine> = {}): ServiceLine => ({
  name: 'api',
  type: 'ClusterIP',
  ports: [{ protocol: 'TCP', port: 80, targetPort: '8080', scheme: 'http' }],
  external: [],
  localOnly: false,
  ...changes,
});

const network = (changes: Partial<WorkloadNetwork> = {}): WorkloadNetwork => ({
  namespace: 'payments',
  domain: 'cluster.local',
  pods: { all: 2, ready: 2 },
  services: [service()],
  routes: [],
  policies: [],
  policiesAre: 'unknown',
  nodes: ['10.0.0.7'],
  problems: [],
  idle: [],
  unread: [],
  ...changes,
});

describe('the addresses of a Service', () => {
  it.each<[string, Partial<ServiceLine>, string[]]>([
    ['by its name', {}, ['http://api.payments.svc.cluster.local']],
    [
      'on another port, of which nobody knows what is spoken',
      { ports: [{ protocol: 'TCP', port: 5432, targetPort: '5432' }] },
      ['api.payments.svc.cluster.local:5432'],
    ],
    [
      'on nodes',
      {
        ports: [
          {
            protocol: 'TCP',
            port: 443,
            targetPort: '8443',
            nodePort: 30443,
            scheme: 'https',
          },
        ],
      },
      ['https://api.payments.svc.cluster.local', 'https://10.0.0.7:30443'],
    ],
    [
      'at a load balancer with an IPv6 address',
      { external: ['2001:db8::1'] },
      ['http://api.payments.svc.cluster.local', 'http://[2001:db8::1]'],
    ],
  ])('are %s', (_, changes, texts) => {
    expect(
      addressesOf(service(changes), network()).map(({ text }) => text),
    ).toEqual(texts);
  });

  it('are forwarded to a port that needs no more rights', () => {
    expect(portForward(service(), 'payments')).toBe(
      'kubectl -n payments port-forward service/api 8080:80',
    );
    expect(forwardedAddress(service())).toBe('http://localhost:8080');
  });

  it('are not forwarded without TCP', () => {
    const ports = [{ protocol: 'UDP', port: 53, targetPort: '53' }];
    expect(portForward(service({ ports }), 'payments')).toBeUndefined();
  });
});

it('a route without a host answers where its controller says', () => {
  const rule = {
    path: '/v1',
    isPattern: false,
    service: 'api',
    port: '80',
    tls: false,
  };
  const texts = (addresses: string[], host?: string) =>
    routeAddresses({
      kind: 'Ingress',
      name: 'web',
      rules: [{ ...rule, ...(host ? { host, tls: true } : {}) }],
      addresses,
    }).map(({ text, opens }) => [text, opens]);
  expect(texts(['203.0.113.5'])).toEqual([['http://203.0.113.5/v1', true]]);
  expect(texts([], 'api.example.com')).toEqual([
    ['https://api.example.com/v1', true],
  ]);
  expect(texts([], '*.example.com')).toEqual([
    ['https://*.example.com/v1', false],
  ]);
});

it('a path that stands for many is no address, nor is a route that no Gateway accepts', () => {
  const address = (
    rule: object,
    state: RouteLine['state'] = { is: 'accepted' },
  ) => {
    const [found] = routeAddresses({
      kind: 'HTTPRoute',
      name: 'web',
      state,
      rules: [
        {
          host: 'shop.example.com',
          path: '/',
          isPattern: false,
          service: 'api',
          port: '80',
          tls: false,
          ...rule,
        },
      ],
      addresses: [],
    });
    return { opens: found?.opens, isPattern: found?.isPattern };
  };
  expect(address({})).toEqual({ opens: true });
  expect(address({ path: '/*', isPattern: true })).toEqual({
    opens: false,
    isPattern: true,
  });
  expect(address({ host: '*.example.com' })).toEqual({
    opens: false,
    isPattern: true,
  });
  expect(address({}, { is: 'pending' })).toEqual({ opens: false });
  expect(address({}, { is: 'rejected', because: 'no' })).toEqual({
    opens: false,
  });
});

describe('in a sentence', () => {
  it.each<[NetworkProblem, RegExp]>([
    [{ is: 'no-pods' }, /no pods, so nothing can answer/],
    [{ is: 'no-service', labels: { app: 'api' } }, /No Service .*app=api/],
    [
      { is: 'selector-misses', service: 'api', selector: { app: 'apii' } },
      /looks for pods with app=apii/,
    ],
    [
      {
        is: 'port-not-declared',
        service: 'api',
        targetPort: 'web',
        declared: ['http'],
      },
      /"web", which its pods do not declare: they declare http/,
    ],
    [
      {
        is: 'no-endpoint',
        service: 'api',
        notReady: 2,
        because: 'api-1: CrashLoopBackOff',
      },
      /of 2 pods none is ready \(api-1: CrashLoopBackOff\)/,
    ],
    [
      { is: 'route-misses', route: 'Ingress web', service: 'api', port: '81' },
      /Ingress web leads to port 81 of the Service api/,
    ],
    [
      { is: 'route-rejected', route: 'HTTPRoute web', because: 'NotAllowed' },
      /HTTPRoute web does not answer: NotAllowed\./,
    ],
    [
      { is: 'load-balancer-pending', service: 'api' },
      /load balancer of the Service api has no address yet/,
    ],
    [
      { is: 'nobody-let-in', policies: ['a', 'b'] },
      /NetworkPolicies a and b let nobody in/,
    ],
  ])('%j', (problem, said) => {
    expect(describeNetworkProblem(problem)).toMatch(said);
    expect(describeReach('api', network({ problems: [problem] }))).toMatch(
      said,
    );
  });

  it('says how it is reached when there is no problem', () => {
    expect(describeReach('api', network())).toBe(
      'api can be reached by the Service api: 2 of 2 pods are ready.',
    );
    expect(describeReach('api', network({ services: [] }))).toMatch(
      /not known/,
    );
  });

  it.each([
    ['unknown', /not known: it cannot be asked/],
    ['ignored', /does not enforce them|do not enforce them/],
    ['enforced', /Others than these are kept out/],
  ] as const)('policies that are %s', (policiesAre, said) => {
    const policies = [{ name: 'guard', from: [] }];
    expect(describePolicies(network({ policies, policiesAre }))).toMatch(said);
    expect(describePolicies(network({ policiesAre }))).toBeUndefined();
  });
});
