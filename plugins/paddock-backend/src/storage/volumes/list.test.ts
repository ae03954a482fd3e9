import request from 'supertest';
import { forbidden, places } from '../../../testing/clusters/storageCluster';
import { createStoragePortal as setUp } from '../../../testing/portals/storagePortal';

const volumes = '/clusters/local/namespaces/payments/volumes';
const summary = (used: number, capacity: number) =>
  JSON.stringify({
    pods: [
      {
        volume: [
          {
            time: '2026-11-23T11:59:50Z',
            usedBytes: used,
            capacityBytes: capacity,
            pvcRef: { name: 'files', namespace: 'payments' },
          },
        ],
      },
    ],
  });
const GiB = 2 ** 30;

describe('GET volumes', () => {
  it('shows a claim with its volume, its pods, how full it is, and what is under way', async () => {
    const { app, cluster, asked } = setUp();
    cluster.readKubelet = jest.fn(async () => summary(4 * GiB, 10 * GiB));
    const { body } = await request(app).get(volumes).expect(200);
    expect(body.volumes).toEqual([
      {
        name: 'files',
        uid: 'claim-1',
        createdAt: '2026-11-20T00:00:00Z',
        state: 'bound',
        storageClass: 'longhorn',
        accessModes: ['ReadWriteOnce'],
        requested: 20 * GiB,
        capacity: 10 * GiB,
        volume: 'pvc-1',
        reclaim: 'retain',
        mountedBy: [{ pod: 'api-1', node: 'node-1', phase: 'Running' }],
        fill: {
          state: 'known',
          used: 4 * GiB,
          capacity: 10 * GiB,
          of: 'volume',
          at: '2026-11-23T11:59:50Z',
        },
        growth: {
          state: 'waits-for-pod',
          text: 'Its file system grows when a pod mounts it.',
        },
        snapshots: [
          {
            name: 'before-upgrade',
            uid: 'snapshot-1',
            createdAt: '2026-11-22T00:00:00Z',
            state: 'ready',
            restoreSize: 10 * GiB,
          },
        ],
        may: { snapshot: true, restore: true, grow: true },
        request: 'request-1',
      },
    ]);
    expect(cluster.readKubelet).toHaveBeenCalledWith({
      address: '10.0.0.1',
      port: 10250,
      path: '/stats/summary',
    });
    const asPerson = asked.filter(({ as }) => as).map(({ path }) => path);
    expect(asPerson.sort()).toEqual(
      [places.snapshots, places.claims, places.pods].sort(),
    );
  });

  it('says when what is measured is not the volume alone', async () => {
    const { app, cluster } = setUp();
    cluster.readKubelet = async () => summary(40 * GiB, 250 * GiB);
    const { body } = await request(app).get(volumes).expect(200);
    expect(body.volumes[0].fill.of).toBe('shared');
  });

  it.each([
    [
      'a node that does not tell',
      { readKubelet: 'fails' },
      {},
      /node-1 does not tell: 403/,
    ],
    ['a portal that asks no node', {}, {}, /paddock\.kubelet/],
    [
      'pods that are hidden',
      {},
      { [places.pods]: forbidden('pods') },
      /may not list the pods/,
    ],
    [
      'no pod at all',
      {},
      { [places.pods]: { items: [] } },
      /only while a running pod mounts it/,
    ],
  ] as const)(
    'does not know how full it is with %s, and says why',
    async (_, kubelet, changes, because) => {
      const { app, cluster } = setUp(changes);
      if ('readKubelet' in kubelet) {
        cluster.readKubelet = async () => {
          throw new Error('403');
        };
      }
      const { body } = await request(app).get(volumes).expect(200);
      expect(body.volumes[0].fill).toEqual({
        state: 'unknown',
        because: expect.stringMatching(because),
      });
    },
  );

  it('tells nothing of a volume that is another claim’s', async () => {
    const { app } = setUp({
      [places.volume]: {
        spec: {
          claimRef: { uid: 'somebody else' },
          csi: { driver: 'driver.longhorn.io' },
          persistentVolumeReclaimPolicy: 'Retain',
        },
      },
    });
    const { body } = await request(app).get(volumes).expect(200);
    expect(body.volumes[0].reclaim).toBeUndefined();
    expect(body.volumes[0].may.snapshot).toMatch(/is not known/);
  });

  it('names the node that a local volume is bound to', async () => {
    const { app } = setUp({
      [places.volume]: {
        spec: {
          claimRef: { uid: 'claim-1' },
          local: { path: '/volumes/1' },
          nodeAffinity: {
            required: {
              nodeSelectorTerms: [
                {
                  matchExpressions: [
                    {
                      key: 'kubernetes.io/hostname',
                      operator: 'In',
                      values: ['node-1'],
                    },
                  ],
                },
              ],
            },
          },
        },
      },
    });
    const { body } = await request(app).get(volumes).expect(200);
    expect(body.volumes[0].boundTo).toEqual(['node-1']);
    expect(body.volumes[0].may.snapshot).toMatch(/no CSI volume/);
  });

  it.each([
    [volumes, 403],
    [`${volumes}?as=petra`, 400],
    ['/clusters/local/namespaces/..%2Fkube-system/volumes', 400],
    ['/clusters/elsewhere/namespaces/payments/volumes', 404],
  ])('answers %s of who may not list claims with %i', async (path, status) => {
    const { app } = setUp({ [places.claims]: forbidden('claims') });
    expect((await request(app).get(path)).status).toBe(status);
  });
});
