import { mockCredentials } from '@backstage/backend-test-utils';
import type { ObjectsByEntityResponse } from '@backstage/plugin-kubernetes-common';
import type { KubernetesObjectsProvider } from '@backstage/plugin-kubernetes-node';
import { createClustersService, type MayList } from './clustersService';
import { withinRights } from './withinRights';

const inNamespace = (namespace: string, apiVersion = 'v1') => ({
  apiVersion,
  metadata: { name: 'web', namespace },
});

const found = {
  items: [
    {
      cluster: { name: 'local' },
      errors: [],
      podMetrics: [
        { pod: inNamespace('payments') },
        { pod: inNamespace('storefront') },
      ],
      resources: [
        {
          type: 'pods',
          resources: [inNamespace('payments'), inNamespace('storefront')],
        },
        { type: 'deployments', resources: [inNamespace('payments')] },
        { type: 'secrets', resources: [inNamespace('payments')] },
        {
          type: 'persistentvolumes',
          resources: [{ metadata: { name: 'disk' } }],
        },
        {
          type: 'customresources',
          resources: [inNamespace('payments', 'argoproj.io/v1alpha1')],
        },
      ],
    },
  ],
} as unknown as ObjectsByEntityResponse;

const provider: KubernetesObjectsProvider = {
  getKubernetesObjectsByEntity: async () => found,
  getCustomResourcesByEntity: async () => found,
};

const options = { credentials: mockCredentials.user('user:default/ben') };
const entity = { apiVersion: 'v1', kind: 'x', metadata: { name: 'web' } };

const ask = async (mayList: MayList) => {
  const { items } = await withinRights(
    provider,
    mayList,
  ).getKubernetesObjectsByEntity({ entity, auth: {} }, options);
  const [item] = items;
  return {
    counts: Object.fromEntries(
      item!.resources.map(({ type, resources }) => [type, resources.length]),
    ),
    metrics: item!.podMetrics.length,
  };
};

describe('plugin-kubernetes within rights', () => {
  it('leaves what the person may list, by kind and namespace', async () => {
    const asked: string[] = [];
    const answer = await ask(async (credentials, listing) => {
      expect(credentials).toBe(options.credentials);
      asked.push(
        `${listing.cluster} ${listing.resource}.${listing.group} ${listing.namespace}`,
      );
      return listing.namespace === 'payments';
    });
    expect(answer).toEqual({
      counts: {
        pods: 1,
        deployments: 1,
        secrets: 0,
        persistentvolumes: 0,
        customresources: 0,
      },
      metrics: 1,
    });
    expect(asked).toContain('local deployments.apps payments');
    expect(asked).toContain('local pods. storefront');
  });

  it('shows a custom resource only to who may list every kind that was asked for', async () => {
    const get = async (mayList: MayList) => {
      const { items } = await withinRights(
        provider,
        mayList,
      ).getCustomResourcesByEntity(
        {
          entity,
          auth: {},
          customResources: [
            {
              group: 'argoproj.io',
              apiVersion: 'v1alpha1',
              plural: 'rollouts',
            },
            {
              group: 'argoproj.io',
              apiVersion: 'v1alpha1',
              plural: 'analysisruns',
            },
          ],
        },
        options,
      );
      return items[0]!.resources.find(({ type }) => type === 'customresources')!
        .resources.length;
    };
    expect(await get(async () => true)).toBe(1);
    expect(
      await get(async (_, { resource }) => resource !== 'analysisruns'),
    ).toBe(0);
  });

  it('shows what names no group of its own only to who may list all that was asked for', async () => {
    const unnamed = {
      items: [
        {
          ...found.items[0]!,
          resources: [
            {
              type: 'customresources',
              resources: [{ metadata: { name: 'admin', namespace: 'shop' } }],
            },
          ],
        },
      ],
    } as unknown as ObjectsByEntityResponse;
    const get = async (mayList: MayList) => {
      const { items } = await withinRights(
        { ...provider, getCustomResourcesByEntity: async () => unnamed },
        mayList,
      ).getCustomResourcesByEntity(
        {
          entity,
          auth: {},
          customResources: [
            {
              group: 'rbac.authorization.k8s.io',
              apiVersion: 'v1',
              plural: 'roles',
            },
            { group: '', apiVersion: 'v1', plural: 'pods' },
          ],
        },
        options,
      );
      return items[0]!.resources[0]!.resources.length;
    };
    expect(await get(async (_, { resource }) => resource === 'pods')).toBe(0);
    expect(await get(async () => true)).toBe(1);
  });

  describe('of a component in one namespace', () => {
    const outage = { errorType: 'FETCH_ERROR', message: 'timeout' } as const;
    const inCluster = (name: string, more: object = {}) => ({
      ...found.items[0]!,
      cluster: { name },
      ...more,
    });
    const askAbout = async (
      mayList: MayList,
      items: unknown[],
      namespace: string | undefined = 'payments',
    ) => {
      const within = withinRights(
        {
          ...provider,
          getKubernetesObjectsByEntity: async () =>
            ({ items } as ObjectsByEntityResponse),
        },
        mayList,
      );
      const annotations: Record<string, string> = namespace
        ? { 'backstage.io/kubernetes-namespace': namespace }
        : {};
      return within.getKubernetesObjectsByEntity(
        {
          entity: { ...entity, metadata: { name: 'web', annotations } },
          auth: {},
        },
        options,
      );
    };

    it.each([
      ['nothing', async () => false],
      [
        'all but pods',
        async (_: unknown, { resource }: { resource: string }) =>
          resource !== 'pods',
      ],
    ] satisfies Array<[string, MayList]>)(
      'denies who may list %s there, instead of calling it free of errors',
      async (_, mayList) => {
        await expect(askAbout(mayList, [inCluster('local')])).rejects.toThrow(
          /^You may not list pods in namespace payments of cluster local,/,
        );
        // By rights alone: what is there makes no difference.
        const empty = inCluster('local', { resources: [], podMetrics: [] });
        await expect(askAbout(mayList, [empty])).rejects.toMatchObject({
          name: 'NotAllowedError',
        });
      },
    );

    it('leaves out the clusters that are denied, and names them beside the others', async () => {
      const { items } = await askAbout(
        async (_, { cluster }) => cluster === 'prod',
        [inCluster('test'), inCluster('prod')],
      );
      expect(items.map(({ cluster }) => cluster.name)).toEqual(['prod']);
      expect(items[0]!.errors).toEqual([
        {
          errorType: 'FETCH_ERROR',
          message: expect.stringContaining(
            'You may not list pods in namespace payments of cluster test',
          ),
        },
      ]);
    });

    it('keeps an outage for who may list, also where nothing was read', async () => {
      const away = inCluster('local', {
        resources: [],
        podMetrics: [],
        errors: [outage],
      });
      const { items } = await askAbout(async () => true, [away]);
      expect(items[0]!.errors).toEqual([outage]);
      // Whose rights cannot be asked for is not told that they lack them.
      const unknown = await askAbout(async () => false, [away]);
      expect(unknown.items[0]!.errors).toEqual([
        expect.objectContaining({
          message: expect.stringMatching(/^Cluster local does not answer/),
        }),
      ]);
    });

    it('says of a component without a namespace that the rest is left out', async () => {
      const onlyPayments: MayList = async (_, { namespace }) =>
        namespace === 'payments';
      const { items } = await askAbout(onlyPayments, [inCluster('local')], '');
      expect(items[0]!.resources[0]!.resources).toHaveLength(1);
      expect(items[0]!.errors).toEqual([
        expect.objectContaining({
          message: expect.stringContaining('is left out'),
        }),
      ]);
      await expect(
        askAbout(async () => false, [inCluster('local')], ''),
      ).rejects.toThrow(/^You may see nothing of this component/);
    });
  });

  it('asks no cluster for more kinds than a page needs', async () => {
    const getCustomResourcesByEntity = jest.fn(async () => found);
    const within = withinRights(
      { ...provider, getCustomResourcesByEntity },
      async () => true,
    );
    const rollouts = {
      group: 'argoproj.io',
      apiVersion: 'v1alpha1',
      plural: 'rollouts',
    };
    await expect(
      within.getCustomResourcesByEntity(
        { entity, auth: {}, customResources: Array(21).fill(rollouts) },
        options,
      ),
    ).rejects.toThrow('At most 20 kinds');
    expect(getCustomResourcesByEntity).not.toHaveBeenCalled();
  });

  it('shows nothing before somebody decides about rights', async () => {
    await expect(ask(createClustersService().mayList)).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
  });
});
