import { runsOf, type RunsEvidence } from './runs';

const now = Date.parse('2026-11-23T12:00:00Z');
const told = <Value>(value: Value) => ({ state: 'told', value } as const);
const refused = { state: 'refused', because: 'it is forbidden' } as const;

const nothing: RunsEvidence = {
  drivers: told([]),
  nodes: told([]),
  leases: told([]),
  workloads: [],
  expected: [],
  sure: true,
  now,
};

const driver = (name: string) => told([{ metadata: { name } }]);
const onNode = (name: string) =>
  told([
    { spec: { drivers: [{ name, nodeID: 'a' }] } },
    { spec: { drivers: null } },
  ]);
const lease = (name: string, renewTime: string, holderIdentity = 'me') =>
  told([
    {
      metadata: { name, namespace: 'storage' },
      spec: { renewTime, holderIdentity, leaseDurationSeconds: 15 },
    },
  ]);
const workload = (available: number) => ({
  kind: 'Deployment',
  namespace: 'local-path-storage',
  name: 'local-path-provisioner',
  available,
});

const path = 'rancher.io/local-path';
const expected = ['local-path-storage/local-path-provisioner'];
const longhorn = 'driver.longhorn.io';
const fresh = '2026-11-23T11:59:45.000000Z';
const old = '2026-11-23T11:00:00.000000Z';

describe('whether a provisioner runs', () => {
  it.each<[string, string, Partial<RunsEvidence>, string, RegExp]>([
    [
      'its Deployment has a pod',
      path,
      { expected, workloads: [workload(1)] },
      'runs',
      /1 pod available/,
    ],
    [
      'its Deployment has none',
      path,
      { expected, workloads: [workload(0)] },
      'not-running',
      /no pod available/,
    ],
    [
      'its Deployment is not there',
      path,
      { expected },
      'not-running',
      /there is no local-path-storage/,
    ],
    [
      'nothing has been seen yet',
      path,
      { expected, sure: false },
      'unknown',
      /not seen/,
    ],
    [
      'a node has its driver',
      longhorn,
      { drivers: driver(longhorn), nodes: onNode(longhorn) },
      'runs',
      /registered on 1 node\./,
    ],
    [
      'no node has its driver',
      longhorn,
      { drivers: driver(longhorn) },
      'not-running',
      /on no node/,
    ],
    [
      'a node has another driver',
      longhorn,
      { nodes: onNode('ebs.csi.aws.com') },
      'not-running',
      /not installed/,
    ],
    [
      'nodes may not be read',
      longhorn,
      { drivers: driver(longhorn), nodes: refused },
      'unknown',
      /it is forbidden/,
    ],
    [
      'its Lease is renewed',
      'example.com/nfs',
      { leases: lease('example.com-nfs', fresh) },
      'runs',
      /renews its Lease storage\/example\.com-nfs/,
    ],
    [
      'its Lease has ended, though nodes have the driver',
      longhorn,
      { nodes: onNode(longhorn), leases: lease('driver-longhorn-io', old) },
      'not-running',
      /no longer renews/,
    ],
    [
      'its Lease was given up',
      'example.com/nfs',
      { leases: lease('example.com-nfs', fresh, '') },
      'not-running',
      /no longer renews/,
    ],
    [
      'nobody knows what it runs as',
      'example.com/nfs',
      {},
      'unknown',
      /does not know what example\.com\/nfs runs as/,
    ],
    [
      'volumes are made by hand',
      'kubernetes.io/no-provisioner',
      {},
      'not-running',
      /by hand/,
    ],
  ])('%s', (_, provisioner, evidence, ...[state, because]) => {
    expect(runsOf(provisioner, { ...nothing, ...evidence })).toEqual({
      state,
      because: expect.stringMatching(because),
    });
  });
});
