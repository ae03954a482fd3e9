import {
  context,
  expectVaultTakes,
  find,
  named,
  namespace,
  requestId,
  withoutVault,
} from '../../../testing/planning';
import { planEffects } from './plan';

describe('planEffects of a namespace', () => {
  const effects = planEffects(namespace, context);

  it('has everything, limits before what they limit', () => {
    expect(effects.objects.map(named)).toEqual([
      'Namespace payments-dev',
      'LimitRange paddock-defaults',
      'ResourceQuota paddock-quota',
      'NetworkPolicy paddock-default-deny',
      'NetworkPolicy paddock-allow-dns',
      'NetworkPolicy paddock-allow-same-namespace',
      'NetworkPolicy paddock-allow-ingress',
      'NetworkPolicy paddock-allow-vault',
      'ServiceAccount app',
      'RoleBinding paddock-edit.team-payments',
      'RoleBinding paddock-view.acme.auditors',
      'ConfigMap paddock-vault-ca',
    ]);
  });

  it('marks every object, and puts all but the namespace into it', () => {
    for (const { kind, metadata } of effects.objects) {
      expect(metadata.labels).toMatchObject({
        'app.kubernetes.io/managed-by': 'paddock',
        'paddock.internal/request': requestId,
      });
      expect(metadata.namespace).toBe(
        kind === 'Namespace' ? undefined : 'payments-dev',
      );
    }
  });

  it('labels the namespace with its team, environment and Pod Security', () => {
    const { metadata } = find(effects, 'Namespace payments-dev');
    expect(metadata.labels).toMatchObject({
      'paddock.internal/team': 'team-payments',
      'paddock.internal/environment': 'development',
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': 'latest',
      'pod-security.kubernetes.io/warn': 'restricted',
      'pod-security.kubernetes.io/audit': 'restricted',
    });
    expect(metadata.annotations).toEqual({
      'paddock.internal/team-ref': 'group:default/team-payments',
    });
  });

  it('keeps a name that is too long for a label in the annotation', () => {
    const team = `group:acme/${'a'.repeat(60)}`;
    const object = planEffects({ ...namespace, team }, context).objects[0]!;
    expect(object.metadata.labels).not.toHaveProperty('paddock.internal/team');
    expect(object.metadata.annotations).toEqual({
      'paddock.internal/team-ref': team,
    });
  });

  it('writes quantities as the cluster keeps them', () => {
    expect(find(effects, 'ResourceQuota paddock-quota').spec).toEqual({
      hard: {
        'requests.cpu': '1500m',
        'requests.memory': '8Gi',
        'limits.memory': '8Gi',
        'requests.storage': '20Gi',
        pods: '20',
      },
    });
  });

  it('gives containers defaults that fit into a small namespace too', () => {
    expect(find(effects, 'LimitRange paddock-defaults').spec).toEqual({
      limits: [
        {
          type: 'Container',
          default: { memory: '512Mi' },
          defaultRequest: { cpu: '100m', memory: '128Mi' },
        },
      ],
    });
    const quota = { ...namespace.quota, cpu: '50m', memory: '64Mi' };
    const small = planEffects({ ...namespace, quota }, context);
    expect(find(small, 'LimitRange paddock-defaults').spec).toMatchObject({
      limits: [
        {
          default: { memory: '64Mi' },
          defaultRequest: { cpu: '50m', memory: '64Mi' },
        },
      ],
    });
  });

  it('denies all traffic, and lets DNS, itself, ingress and Vault through', () => {
    const spec = (name: string) => find(effects, `NetworkPolicy ${name}`).spec;
    expect(spec('paddock-default-deny')).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
    expect(spec('paddock-allow-dns')).toEqual({
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          to: [
            {
              namespaceSelector: {
                matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' },
              },
              podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
            },
          ],
          ports: [
            { protocol: 'UDP', port: 53 },
            { protocol: 'TCP', port: 53 },
          ],
        },
      ],
    });
    expect(spec('paddock-allow-vault')).toMatchObject({
      egress: [
        {
          to: [{ ipBlock: { cidr: '10.0.0.7/32' } }],
          ports: [{ protocol: 'TCP', port: 8200 }],
        },
      ],
    });
  });

  it('never has a rule without peers, which would let everybody through', () => {
    const baseline = { ...context.settings.baseline, ingressNamespaces: [] };
    const { objects } = planEffects(namespace, {
      ...context,
      settings: { ...context.settings, baseline },
    });
    const rules = objects
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .flatMap(({ spec }) => {
        const { ingress = [], egress = [] } = spec as {
          ingress?: Array<{ from?: unknown[] }>;
          egress?: Array<{ to?: unknown[] }>;
        };
        return [
          ...ingress.map(({ from }) => from),
          ...egress.map(({ to }) => to),
        ];
      });
    expect(rules).toHaveLength(4);
    for (const peers of rules) expect(peers).not.toHaveLength(0);
  });

  it('binds groups as the cluster knows them, and nobody else', () => {
    const bindings = effects.objects.filter(
      ({ kind }) => kind === 'RoleBinding',
    );
    const rbac = 'rbac.authorization.k8s.io';
    expect(bindings).toMatchObject([
      {
        roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'edit' },
        subjects: [
          { apiGroup: rbac, kind: 'Group', name: 'oidc:team-payments' },
        ],
      },
      {
        roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'view' },
        subjects: [{ apiGroup: rbac, kind: 'Group', name: 'oidc:auditors' }],
      },
    ]);
  });

  it.each([undefined, '', 'system:masters', 'System:masters'])(
    'plans nothing for the group %j',
    group => {
      expect(() =>
        planEffects(namespace, { ...context, groupName: () => group }),
      ).toThrow(expect.objectContaining({ statusCode: 422 }));
    },
  );

  it('plans no other role, whoever let it come so far', () => {
    const members = [{ group: 'group:default/a', role: 'cluster-admin' }];
    expect(() => planEffects({ ...namespace, members }, context)).toThrow(
      'The role can be view or edit',
    );
  });

  it('has a service account whose token is not mounted by itself', () => {
    expect(find(effects, 'ServiceAccount app')).toMatchObject({
      automountServiceAccountToken: false,
    });
  });

  it('lets that account read one path in Vault', () => {
    const name = 'paddock-ns.prod-1.payments-dev';
    const path = 'paddock/prod-1/payments-dev/shared';
    expect(effects.vault).toEqual([
      {
        type: 'path',
        mount: 'secret',
        path,
        owner: { request: requestId, team: 'group:default/team-payments' },
      },
      {
        type: 'policy',
        name,
        text: [
          `# paddock.internal/request: ${requestId}`,
          `path "secret/data/${path}" {`,
          '  capabilities = ["read"]',
          '}',
          `path "secret/metadata/${path}" {`,
          '  capabilities = ["read"]',
          '}',
          '',
        ].join('\n'),
      },
      {
        type: 'role',
        mount: 'kubernetes-prod-1',
        name,
        serviceAccount: 'app',
        namespace: 'payments-dev',
        policies: [name],
        audience: 'vault',
        ttlSeconds: 1_200,
      },
    ]);
    expectVaultTakes(effects);
  });

  it('needs no Vault', () => {
    const { objects, vault } = planEffects(namespace, withoutVault);
    expect(vault).toEqual([]);
    expect(objects.map(named).filter(each => /vault/.test(each))).toEqual([]);
  });

  it('is the same each time', () => {
    expect(planEffects(namespace, context)).toEqual(effects);
    expect(JSON.parse(JSON.stringify(effects))).toEqual(effects);
  });
});
