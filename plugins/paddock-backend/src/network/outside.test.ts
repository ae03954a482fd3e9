import { parents, project } from '../../testing/situations/networkSituation';

describe('how a workload is reached from outside', () => {
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
});
