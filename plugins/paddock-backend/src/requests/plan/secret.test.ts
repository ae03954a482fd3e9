import type { EffectObject } from '@paddock/backstage-plugin-paddock-common';
import {
  ca,
  context,
  expectVaultTakes,
  find,
  named,
  requestId,
  secret,
  withoutVault,
} from '../../../testing/planning';
import { planEffects } from './plan';

describe('planEffects of a secret', () => {
  it.each(['prod-1', 'eso', 'vso', 'inj', 'own'])(
    'has a path of its own in Vault, in %s',
    cluster => {
      const effects = planEffects({ ...secret, cluster }, context);
      const name = `paddock-app.${cluster}.payments-dev.db`;
      const path = `paddock/${cluster}/payments-dev/apps/db`;
      expect(effects.vault).toMatchObject([
        { type: 'path', mount: 'secret', path },
        { type: 'policy', name },
        {
          type: 'role',
          mount: `kubernetes-${cluster}`,
          name,
          serviceAccount: 'app',
          namespace: 'payments-dev',
          policies: [name],
        },
      ]);
      expectVaultTakes(effects);
      for (const { metadata } of effects.objects) {
        expect(metadata.namespace).toBe('payments-dev');
        expect(metadata.labels).toMatchObject({
          'paddock.internal/request': requestId,
        });
      }
    },
  );

  it('configures an agent', () => {
    const { data } = find(
      planEffects(secret, context),
      'ConfigMap db-vault-agent',
    ) as EffectObject & { data: Record<string, string> };
    expect(data['ca.crt']).toBe(ca);
    expect(JSON.parse(data['agent.json']!)).toEqual({
      vault: [
        {
          address: 'https://10.0.0.7:8200',
          ca_cert: '/paddock/agent/ca.crt',
        },
      ],
      auto_auth: [
        {
          method: [
            {
              type: 'kubernetes',
              mount_path: 'auth/kubernetes-prod-1',
              config: [
                {
                  role: 'paddock-app.prod-1.payments-dev.db',
                  token_path: '/var/run/secrets/paddock/token',
                },
              ],
            },
          ],
        },
      ],
      exit_after_auth: true,
      template_config: [{ exit_on_retry_failure: true }],
      template: [
        {
          destination: '/paddock/secret/DB_PASSWORD',
          contents:
            '{{ with secret "secret/data/paddock/prod-1/payments-dev/apps/db" }}{{ index .Data.data "DB_PASSWORD" }}{{ end }}',
          error_on_missing_key: true,
          perms: '0444',
        },
        expect.objectContaining({ destination: '/paddock/secret/tls.crt' }),
      ],
    });
  });

  it('writes all into one file where no key is named', () => {
    const { data } = find(
      planEffects({ ...secret, keys: [] }, context),
      'ConfigMap db-vault-agent',
    ) as EffectObject & { data: Record<string, string> };
    expect(JSON.parse(data['agent.json']!).template).toMatchObject([
      { destination: '/paddock/secret/secret.json' },
    ]);
  });

  it('asks External Secrets for exactly its keys', () => {
    const effects = planEffects({ ...secret, cluster: 'eso' }, context);
    expect(find(effects, 'SecretStore db')).toMatchObject({
      apiVersion: 'external-secrets.io/v1',
      spec: {
        provider: {
          vault: {
            server: 'https://10.0.0.7:8200',
            path: 'secret',
            version: 'v2',
            caBundle: Buffer.from(ca).toString('base64'),
            auth: {
              kubernetes: {
                mountPath: 'kubernetes-eso',
                role: 'paddock-app.eso.payments-dev.db',
                serviceAccountRef: { name: 'app', audiences: ['vault'] },
              },
            },
          },
        },
      },
    });
    const key = 'paddock/eso/payments-dev/apps/db';
    expect(find(effects, 'ExternalSecret db').spec).toMatchObject({
      secretStoreRef: { kind: 'SecretStore', name: 'db' },
      target: { name: 'db', creationPolicy: 'Owner' },
      data: [
        {
          secretKey: 'DB_PASSWORD',
          remoteRef: { key, property: 'DB_PASSWORD' },
        },
        { secretKey: 'tls.crt', remoteRef: { key, property: 'tls.crt' } },
      ],
    });
    const all = planEffects({ ...secret, cluster: 'eso', keys: [] }, context);
    expect(find(all, 'ExternalSecret db').spec).toMatchObject({
      dataFrom: [{ extract: { key } }],
    });
  });

  it('asks the Vault Secrets Operator for exactly its keys', () => {
    const effects = planEffects({ ...secret, cluster: 'vso' }, context);
    expect(find(effects, 'VaultAuth db')).toMatchObject({
      apiVersion: 'secrets.hashicorp.com/v1beta1',
      spec: {
        method: 'kubernetes',
        mount: 'kubernetes-vso',
        kubernetes: {
          role: 'paddock-app.vso.payments-dev.db',
          serviceAccount: 'app',
          audiences: ['vault'],
        },
      },
    });
    expect(find(effects, 'VaultStaticSecret db').spec).toMatchObject({
      vaultAuthRef: 'db',
      mount: 'secret',
      type: 'kv-v2',
      path: 'paddock/vso/payments-dev/apps/db',
      destination: {
        name: 'db',
        create: true,
        transformation: {
          excludeRaw: true,
          includes: ['^DB_PASSWORD$', '^tls\\.crt$'],
        },
      },
    });
  });

  it.each(['inj', 'own'])('leaves the rest to the manifest in %s', cluster => {
    expect(planEffects({ ...secret, cluster }, context).objects).toEqual([]);
  });

  it('makes the service account only where that is asked for', () => {
    const made = planEffects({ ...secret, makeServiceAccount: true }, context);
    expect(made.objects.map(named)).toEqual([
      'ServiceAccount app',
      'ConfigMap db-vault-agent',
    ]);
    expect(made.objects[0]).toMatchObject({
      automountServiceAccountToken: false,
    });
  });

  it('is not possible without Vault', () => {
    for (const [spec, where] of [
      [secret, withoutVault],
      [{ ...secret, cluster: 'other' }, context],
    ] as const) {
      expect(() => planEffects(spec, where)).toThrow(
        'Vault is not set up for this cluster',
      );
    }
  });
});
