import { ConfigReader } from '@backstage/config';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readRequestSettings } from './settings';

const certificate =
  '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const withKey = `${certificate}-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n${certificate}`;

const read = (paddock: object, file = () => certificate) =>
  readRequestSettings(new ConfigReader({ paddock }), file);

const login = { method: 'token', tokenFile: '/run/vault/token' };
const vault = {
  address: 'https://vault.example.com:8200',
  login,
  clusters: [{ name: 'prod-1', authMount: 'kubernetes-prod-1' }],
};

describe('readRequestSettings', () => {
  it('needs no section at all', () => {
    const settings = readRequestSettings(new ConfigReader({}));
    expect(settings).toMatchObject({
      administrators: [],
      drift: 'mend',
      driftSeconds: 300,
      waitingDays: 14,
      warningDays: 7,
      rules: {
        automatic: { environments: ['development'] },
        leads: 'group:{namespace}/{team}-leads',
      },
      limits: { cpuMilli: 1_000_000, pods: 5_000 },
      baseline: { podSecurityVersion: 'latest', dns: { port: 53 } },
    });
    expect(settings.vault).toBeUndefined();
    expect(settings.budgetOf('group:default/anybody').cpuMilli).toBe(16_000);
  });

  it('gives each team its own budget, or the usual one', () => {
    const { budgetOf } = read({
      requests: {
        budgets: {
          default: { cpu: 8 },
          teams: [
            {
              team: 'group:default/Team-Payments',
              budget: { memory: '1Ti', pods: '10' },
            },
          ],
        },
      },
    });
    expect(budgetOf('group:default/team-payments')).toMatchObject({
      cpuMilli: 8_000,
      memoryBytes: 2 ** 40,
      pods: 10,
    });
    expect(budgetOf('group:default/other')).toMatchObject({
      cpuMilli: 8_000,
      pods: 200,
    });
  });

  it('lets administrators approve', () => {
    const administrators = ['group:default/platform-admins'];
    const settings = read({ administrators });
    expect(settings.administrators).toEqual(administrators);
    expect(settings.rules.administrators).toEqual(administrators);
  });

  it.each([
    [{ driftsecond: 5 }, 'Unrecognized key'],
    [{ drift: 'ignore' }, 'paddock.requests.drift'],
    [{ driftSeconds: 0 }, 'paddock.requests.driftSeconds'],
    [{ budgets: { default: { cpu: '-1' } } }, 'budgets.default.cpu'],
    [{ limits: { memory: '10GB' } }, 'limits.memory'],
    [{ automatic: { environments: ['dev'] } }, 'automatic.environments.0'],
    [{ reservedNames: ['*-system'] }, 'reservedNames.0'],
    [{ leads: 'user:default/ana' }, 'paddock.requests.leads'],
    [{ baseline: { ingressNamespaces: [{}] } }, 'ingressNamespaces.0'],
    [{ baseline: { dns: { namespaceLabels: {} } } }, 'dns.namespaceLabels'],
    [{ baseline: { podSecurityVersion: '1.30' } }, 'podSecurityVersion'],
  ])('refuses %j', (requests, words) => {
    expect(() => read({ requests })).toThrow(words);
  });
});

describe('readRequestSettings of Vault', () => {
  it('fills in what most have', () => {
    expect(read({ vault }).vault).toEqual({
      address: 'https://vault.example.com:8200',
      kvMount: 'secret',
      prefix: 'paddock',
      login,
      authMounts: ['kubernetes-prod-1'],
      clusters: [
        {
          name: 'prod-1',
          pathName: 'prod-1',
          authMount: 'kubernetes-prod-1',
          address: 'https://vault.example.com:8200',
          delivery: 'agent',
          agentImage: 'hashicorp/vault:1.21',
          audience: 'vault',
          tokenSeconds: 1_200,
        },
      ],
    });
  });

  it('hands pods the certificates of the file, and nothing else of it', () => {
    const settings = read(
      { vault: { ...vault, caFile: '/etc/vault/ca.pem' } },
      () => withKey,
    );
    expect(settings.vault?.clusters[0]?.ca).toBe(certificate + certificate);
    expect(() =>
      read({ vault: { ...vault, caFile: '/etc/vault/ca.pem' } }, () => 'x'),
    ).toThrow('/etc/vault/ca.pem holds no certificates');
  });

  it('reads the file itself', () => {
    const folder = mkdtempSync(join(tmpdir(), 'paddock-settings-'));
    try {
      const caFile = join(folder, 'ca.pem');
      writeFileSync(caFile, certificate);
      const config = new ConfigReader({
        paddock: { vault: { ...vault, caFile } },
      });
      const settings = readRequestSettings(config);
      expect(settings.vault?.clusters[0]?.ca).toBe(certificate);
      rmSync(caFile);
      expect(() => readRequestSettings(config)).toThrow(
        'paddock.vault: a caFile cannot be read',
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    [{ address: 'https://10.0.0.7:8200' }, ['10.0.0.7/32'], 8200],
    [{ address: 'https://[fd00::7]' }, ['fd00::7/128'], 443],
    [{ egress: { cidrs: ['10.1.0.0/16'] } }, ['10.1.0.0/16'], 8200],
    [{ egress: { namespaceLabels: { name: 'vault' }, port: 8300 } }, [], 8300],
  ])('lets pods out to %j', (fields, cidrs, port) => {
    const clusters = [{ ...vault.clusters[0], ...fields }];
    const settings = read({ vault: { ...vault, clusters } });
    expect(settings.vault?.clusters[0]?.egress).toMatchObject({ cidrs, port });
  });

  it('gives a cluster whose name is no part of a path another one there', () => {
    const name = 'arn:aws:eks:eu-1:1:cluster/Prod';
    const clusters = [{ name, authMount: 'k', pathName: 'prod-eks' }];
    const settings = read({ vault: { ...vault, clusters } });
    expect(settings.vault?.clusters[0]).toMatchObject({
      name,
      pathName: 'prod-eks',
    });
    expect(() =>
      read({ vault: { ...vault, clusters: [{ name, authMount: 'k' }] } }),
    ).toThrow('give this cluster a pathName');
  });

  const cluster = (fields: object) => ({
    clusters: [{ ...vault.clusters[0], ...fields }],
  });

  it.each([
    [{ login: undefined }, 'paddock.vault.login'],
    [{ login: { method: 'token', token: 'hvs.x' } }, 'tokenFile'],
    [{ login: { ...login, token: 'hvs.x' } }, 'Unrecognized key'],
    [{ login: { method: 'token', tokenFile: 'token' } }, 'absolute path'],
    [{ address: 'file:///etc/passwd' }, 'paddock.vault.address'],
    [{ address: 'vault' }, 'paddock.vault.address'],
    [{ kvMount: '../sys' }, 'paddock.vault.kvMount'],
    [{ kvMount: 'a//b' }, 'paddock.vault.kvMount'],
    [{ prefix: 'a/../b' }, 'paddock.vault.prefix'],
    [{ prefix: 'Team' }, 'paddock.vault.prefix'],
    [{ prefix: '*' }, 'paddock.vault.prefix'],
    [cluster({ pathName: 'a/b' }), 'clusters.0.pathName'],
    [cluster({ pathName: 'Prod' }), 'clusters.0.pathName'],
    [cluster({ delivery: 'mail' }), 'clusters.0.delivery'],
    [cluster({ egress: { cidrs: ['10.0.0.1'] } }), 'clusters.0.egress'],
    [cluster({ authMount: undefined }), 'clusters.0.authMount'],
    [{ skipVerify: true }, 'Unrecognized key'],
    [
      {
        clusters: [
          vault.clusters[0],
          { name: 'b', authMount: 'Kubernetes-prod-1' },
        ],
      },
      'two of them have the authMount',
    ],
    [
      {
        clusters: [
          vault.clusters[0],
          { name: 'b', authMount: 'b', pathName: 'prod-1' },
        ],
      },
      'two of them have the pathName',
    ],
  ])('refuses %j', (fields, words) => {
    expect(() => read({ vault: { ...vault, ...fields } })).toThrow(words);
  });

  it('never tells a value in an error', () => {
    let message = '';
    try {
      const tokenFile = 'hvs.canary';
      read({ vault: { ...vault, login: { ...login, tokenFile } } });
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toContain('paddock.vault.login.tokenFile');
    expect(message).not.toContain('canary');
  });
});

/** The first block of YAML on a page of the documentation. */
function exampleOf(page: string) {
  const file = join(__dirname, '../../../../docs', page);
  const [, block = ''] =
    /```yaml\n(.*?)```/s.exec(readFileSync(file, 'utf8')) ?? [];
  return parse(block).paddock;
}

describe('the examples of the documentation', () => {
  it('requests.md: what is not said otherwise is the default', () => {
    const { requests } = exampleOf('requests.md');
    const usual = read({});
    const { rules, budgetOf, ...settings } = read({ requests });
    expect(budgetOf('group:default/other')).toEqual(
      usual.budgetOf('group:default/other'),
    );
    expect(rules).toEqual({
      ...usual.rules,
      automatic: { ...usual.rules.automatic, days: 90 },
      classesByAdministrators: ['ceph-replicated'],
    });
    expect(settings).toMatchObject({
      limits: usual.limits,
      drift: usual.drift,
      driftSeconds: usual.driftSeconds,
      waitingDays: usual.waitingDays,
      warningDays: usual.warningDays,
    });
    expect(settings.baseline).toMatchObject({
      dns: usual.baseline.dns,
      container: usual.baseline.container,
      ingressNamespaces: expect.arrayContaining(
        usual.baseline.ingressNamespaces,
      ),
    });
  });

  it('vault.md', () => {
    const { vault: section } = exampleOf('vault.md');
    expect(read({ vault: section }).vault?.clusters).toMatchObject([
      { name: 'prod-1', delivery: 'external-secrets', ca: certificate },
    ]);
  });
});
