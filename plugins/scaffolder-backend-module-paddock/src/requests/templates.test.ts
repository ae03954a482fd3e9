import {
  checked,
  dryRun,
  startScaffolder,
  type Ran,
} from '../../testing/templateRun';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

beforeAll(startScaffolder);
beforeEach(() => {
  checked.length = 0;
});

const app = {
  name: 'shop-web',
  description: 'Sells things',
  owner: 'group:default/team-payments',
};
const existing = { cluster: 'prod-1', namespace: 'shop' };

const podOf = ({ deployment }: Ran) => deployment.spec.template.spec;

describe('web-app', () => {
  it('asks for nothing in a namespace that is there', async () => {
    const ran = await dryRun('web-app', { ...app, namespace: existing });

    expect(checked).toEqual([]);
    expect(ran.manifests.map(({ kind }) => kind).sort()).toEqual([
      'Deployment',
      'HorizontalPodAutoscaler',
      'NetworkPolicy',
      'PodDisruptionBudget',
      'Service',
    ]);
    for (const { metadata } of ran.manifests) {
      expect(metadata.namespace).toBe('shop');
    }
    const pod = podOf(ran);
    expect(pod.serviceAccountName).toBeUndefined();
    expect(pod.initContainers).toBeUndefined();
    expect(pod.volumes).toBeUndefined();
    expect(ran.deployment.spec.strategy.type).toBe('RollingUpdate');
    expect(ran.find('HorizontalPodAutoscaler')?.spec).toMatchObject({
      minReplicas: 2,
      maxReplicas: 4,
    });
    expect(
      parse(ran.file('catalog-info.yaml')).metadata.annotations,
    ).toMatchObject({
      'backstage.io/kubernetes-namespace': 'shop',
      'backstage.io/kubernetes-cluster': 'prod-1',
    });
    expect(ran.log).toContain('A real run applies Deployment shop-web.');
    expect(ran.output.links[0]?.title).toBe('See it come up');
  }, 60_000);

  it('asks for a namespace, a secret and a volume at once, and mounts what it asks for', async () => {
    const ran = await dryRun('web-app', {
      ...app,
      placement: 'new',
      namespaceName: 'shop-dev',
      // Left over from the other choice of the form.
      namespace: existing,
      useSecret: true,
      secretKeys: ['API_KEY'],
      useVolume: true,
      storageClass: 'local-path',
    });

    const common = {
      cluster: 'local',
      team: 'group:default/team-payments',
      component: 'component:default/shop-web',
    };
    expect(checked).toEqual([
      expect.objectContaining({
        ...common,
        kind: 'namespace',
        name: 'shop-dev',
        environment: 'development',
        quota: { cpu: '4', memory: '4Gi', storage: '10Gi', pods: 20 },
      }),
      expect.objectContaining({
        ...common,
        kind: 'secret',
        namespace: 'shop-dev',
        name: 'shop-web',
        serviceAccount: 'shop-web',
        makeServiceAccount: true,
        keys: ['API_KEY'],
      }),
      expect.objectContaining({
        ...common,
        kind: 'volume',
        namespace: 'shop-dev',
        name: 'shop-web-data',
        size: '1Gi',
        storageClass: 'local-path',
        accessMode: 'ReadWriteOnce',
      }),
    ]);

    const pod = podOf(ran);
    expect(pod.serviceAccountName).toBe('shop-web');
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod.initContainers?.[0]?.image).toBe('registry.example/agent:1');
    expect(pod.volumes).toEqual([
      expect.objectContaining({
        name: 'vault-token',
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
      }),
      { name: 'vault-agent', configMap: { name: 'shop-web-vault-agent' } },
      { name: 'secrets', emptyDir: { medium: 'Memory', sizeLimit: '4Mi' } },
      {
        name: 'data',
        persistentVolumeClaim: { claimName: 'shop-web-data' },
      },
    ]);
    const mounted = pod.containers[0]?.volumeMounts;
    expect(mounted).toEqual([
      { name: 'secrets', mountPath: '/secrets', readOnly: true },
      { name: 'data', mountPath: '/data' },
    ]);
    expect(pod.containers[0]?.env).toEqual(
      expect.arrayContaining([
        { name: 'SECRET_PATH', value: '/secrets' },
        { name: 'DATA_DIR', value: '/data' },
      ]),
    );
    // One writer: never two pods at a time.
    expect(ran.deployment.spec.strategy).toEqual({ type: 'Recreate' });
    expect(ran.find('HorizontalPodAutoscaler')?.spec).toMatchObject({
      minReplicas: 1,
      maxReplicas: 1,
    });
    expect(ran.find('NetworkPolicy')?.spec).toMatchObject({
      egress: expect.arrayContaining([{ ports: [{ port: 8200 }] }]),
    });
  }, 60_000);
});

describe('cpp-backend', () => {
  it('runs in the namespace of the team and asks for nothing, unless it is told to', async () => {
    const ran = await dryRun('cpp-backend', app);
    expect(checked).toEqual([]);
    expect(ran.deployment.metadata.namespace).toBe('payments');
    expect(podOf(ran).initContainers).toBeUndefined();
    expect(podOf(ran).containers[0]?.volumeMounts).toBeUndefined();
    expect(ran.find('HorizontalPodAutoscaler')?.spec).toMatchObject({
      minReplicas: 2,
    });
    expect(ran.file('catalog-info.yaml')).not.toContain('kubernetes-cluster');
    expect(ran.output.links[0]?.title).toBe('See it come up');
  }, 60_000);

  it('takes the name of a namespace from whoever runs it without the form', async () => {
    const ran = await dryRun('cpp-backend', { ...app, namespace: 'billing' });
    expect(ran.deployment.metadata.namespace).toBe('billing');
    expect(ran.log).toContain('A real run applies Deployment shop-web.');
  }, 60_000);

  it('asks for a secret and a volume in the namespace that is chosen', async () => {
    const ran = await dryRun('cpp-backend', {
      ...app,
      namespace: existing,
      useSecret: true,
      useVolume: true,
      storageClass: 'ceph-fs',
      accessMode: 'ReadWriteMany',
    });
    expect(checked.map(({ kind, cluster }) => [kind, cluster])).toEqual([
      ['secret', 'prod-1'],
      ['volume', 'prod-1'],
    ]);
    const pod = podOf(ran);
    expect(pod.serviceAccountName).toBe('shop-web');
    expect(pod.initContainers?.[0]?.name).toBe('secret');
    expect(pod.volumes?.map(({ name }) => name)).toEqual([
      'vault-token',
      'vault-agent',
      'secrets',
      'data',
    ]);
    // Many writers: as many pods as are wanted, one after the other.
    expect(ran.deployment.spec.strategy.type).toBe('RollingUpdate');
    expect(ran.find('HorizontalPodAutoscaler')?.spec).toMatchObject({
      minReplicas: 2,
    });
  }, 60_000);
});

describe.each(['cpp-backend', 'web-app'])('%s', template => {
  it('writes what it is given as text, whatever YAML would take it for', async () => {
    const ran = await dryRun(template, {
      ...app,
      namespace: { cluster: '1e3', namespace: '0755' },
      system: 'system:default/on',
    });
    const { metadata, spec } = parse(ran.file('catalog-info.yaml'), {
      version: '1.1',
    });
    expect(metadata.annotations).toMatchObject({
      'backstage.io/kubernetes-namespace': '0755',
      'backstage.io/kubernetes-cluster': '1e3',
    });
    expect(spec).toMatchObject({
      owner: 'group:default/team-payments',
      system: 'system:default/on',
    });
    for (const { metadata: each } of ran.manifests) {
      expect(each).toMatchObject({
        namespace: '0755',
        labels: { 'app.kubernetes.io/part-of': 'on' },
      });
    }
  }, 60_000);

  it.each([
    [
      'cluster',
      { namespace: { cluster: 'a\nspec: {}', namespace: 'shop' } },
      'is not a cluster name',
    ],
    [
      'namespace',
      { namespace: { cluster: 'a', namespace: 'shop\nx: y' } },
      'is not a namespace',
    ],
    ['system', { system: 'shop\n  owner: group:default/others' }, 'system'],
    ['system, at its end', { system: 'shop\n' }, 'system'],
    ['description', { description: 'Sells\nthings' }, 'description'],
    ['owner', { owner: 'group:default/team-payments\n' }, 'is not a group'],
    ['name', { name: 'shop\nx' }, 'name'],
    ['memory', { memory: '64Mi\n' }, 'memory'],
    ['lifecycle', { lifecycle: 'production\nx: y' }, 'lifecycle'],
  ])(
    'refuses a line break in its %s',
    async (_, values, message) => {
      const given = { ...app, namespace: existing, ...values };
      await expect(dryRun(template, given)).rejects.toThrow(message);
    },
    60_000,
  );

  it('makes nothing that has the name before the image is there', () => {
    const file = path.resolve(
      __dirname,
      '../../../../templates',
      template,
      'template.yaml',
    );
    const { spec } = parse(readFileSync(file, 'utf8'));
    const actions = spec.steps.map((step: { action: string }) => step.action);
    const built = actions.indexOf('paddock:image:build');
    expect(built).toBeGreaterThan(0);
    expect(actions.indexOf('publish:gitea')).toBeGreaterThan(built);
    expect(actions.indexOf('catalog:register')).toBeGreaterThan(built);
  });
});
