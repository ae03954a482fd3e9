import type { SecretSpec } from '@paddock/backstage-plugin-paddock-common';
import { ConfigReader } from '@backstage/config';
import { parse } from 'yaml';
import { readRequestSettings } from '../settings';
import { deliverySnippet } from './deliverySnippet';

const cluster = (delivery: string) => ({
  name: delivery,
  authMount: `kubernetes-${delivery}`,
  delivery,
});

const settings = readRequestSettings(
  new ConfigReader({
    paddock: {
      vault: {
        address: 'https://vault.example.com:8200',
        namespace: 'teams/platform',
        login: { method: 'token', tokenFile: '/run/token' },
        clusters: [
          'agent',
          'external-secrets',
          'vault-secrets-operator',
          'injector',
          'none',
        ].map(cluster),
      },
    },
  }),
);

const secretIn = (delivery: string): SecretSpec => ({
  kind: 'secret',
  cluster: delivery,
  team: 'group:default/team-payments',
  purpose: '',
  namespace: 'payments',
  name: 'db',
  serviceAccount: 'app',
  keys: ['DB_PASSWORD'],
});

const templateIn = (delivery: string) =>
  parse(deliverySnippet(secretIn(delivery), settings) ?? '').spec.template;

const token = {
  name: 'db-token',
  projected: {
    sources: [
      {
        serviceAccountToken: {
          path: 'token',
          audience: 'vault',
          expirationSeconds: 600,
        },
      },
    ],
  },
};

describe('deliverySnippet', () => {
  it('has an agent fetch the secret into memory', () => {
    const { spec } = templateIn('agent');
    expect(spec).toMatchObject({
      serviceAccountName: 'app',
      automountServiceAccountToken: false,
      volumes: [
        token,
        { name: 'db-agent', configMap: { name: 'db-vault-agent' } },
        { name: 'db', emptyDir: { medium: 'Memory' } },
      ],
    });
    const [agent] = spec.initContainers;
    expect(agent.args).toEqual(['agent', '-config=/paddock/agent/agent.json']);
    expect(agent.env).toContainEqual({
      name: 'VAULT_NAMESPACE',
      value: 'teams/platform',
    });
    // What the Pod Security level "restricted" asks for.
    expect(agent.securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    const volumes = spec.volumes.map(({ name }: { name: string }) => name);
    for (const { volumeMounts } of [
      ...spec.initContainers,
      ...spec.containers,
    ]) {
      for (const { name } of volumeMounts) expect(volumes).toContain(name);
    }
  });

  it.each(['external-secrets', 'vault-secrets-operator'])(
    'takes the Secret of %s',
    delivery => {
      expect(templateIn(delivery).spec.containers).toEqual([
        { name: 'app', envFrom: [{ secretRef: { name: 'db' } }] },
      ]);
    },
  );

  it('tells the injector its role, path and token', () => {
    const { metadata, spec } = templateIn('injector');
    expect(metadata.annotations).toEqual({
      'vault.hashicorp.com/agent-inject': 'true',
      'vault.hashicorp.com/auth-path': 'auth/kubernetes-injector',
      'vault.hashicorp.com/role': 'paddock-app.injector.payments.db',
      'vault.hashicorp.com/agent-service-account-token-volume-name': 'db-token',
      'vault.hashicorp.com/agent-inject-secret-db':
        'secret/data/paddock/injector/payments/apps/db',
      'vault.hashicorp.com/namespace': 'teams/platform',
    });
    expect(spec.volumes).toEqual([token]);
  });

  it('tells where to log in where nothing delivers it', () => {
    const text = deliverySnippet(secretIn('none'), settings) ?? '';
    expect(text).toContain(
      'auth/kubernetes-none as paddock-app.none.payments.db',
    );
    expect(parse(text).spec.template.spec.volumes).toEqual([token]);
  });

  it('is nothing without Vault', () => {
    expect(deliverySnippet(secretIn('elsewhere'), settings)).toBeUndefined();
  });
});
