import type {
  StorageProfile,
  VolumeFill,
  VolumeLine,
  VolumeList,
} from '@paddock/backstage-plugin-paddock-common';
import type { Actor } from '../../access/act';
import type { ClaimWire } from '../../kube/objects/storageObjects';
import type { Storage, StorageLook } from '../createStorage';
import { fillOf, type NodeFills, type ReadFills } from './fills';
import { mayOf } from './may';
import { capacityOf, mountsOf, projectVolume } from './project';
import { readVolumes, type SeenVolumes } from './read';

export interface VolumeParts {
  storage: Pick<Storage, 'look'>;
  readFills: ReadFills;
}

/** Nodes that are asked for one namespace. */
const mostNodes = 20;

/** The claims of a namespace, as the person sees them. @throws KubeError where they may not list claims */
export async function listVolumes(
  actor: Actor,
  namespace: string,
  { storage, readFills }: VolumeParts,
): Promise<VolumeList> {
  const { cluster, as } = actor;
  const [seen, look, maySnapshot] = await Promise.all([
    readVolumes(actor, namespace),
    storage.look(cluster),
    cluster.access.may(as, {
      verb: 'create',
      group: 'snapshot.storage.k8s.io',
      resource: 'volumesnapshots',
      namespace,
    }),
  ]);
  const nodes = [...new Set(seen.claims.flatMap(each => nodesAt(each, seen)))]
    .sort()
    .slice(0, mostNodes);
  const fills = new Map(
    await Promise.all(
      nodes.map(async node => [node, await readFills(cluster, node)] as const),
    ),
  );
  const line = (claim: ClaimWire): VolumeLine => {
    const profile = profileOf(claim, look);
    return projectVolume(claim, {
      seen,
      ...(profile && { profile }),
      fill: fillAt(claim, seen, fills),
      may: mayOf(claim, { seen, look, profile, maySnapshot }),
    });
  };
  return {
    cluster: cluster.name,
    namespace,
    volumes: seen.claims.map(line).sort(byNeed),
  };
}

function profileOf(
  { spec }: ClaimWire,
  { classes }: StorageLook,
): StorageProfile | undefined {
  if (classes.state === 'lost') return undefined;
  return classes.classes.find(({ name }) => name === spec?.storageClassName);
}

const mounts = (claim: ClaimWire, { pods }: SeenVolumes) =>
  mountsOf(claim.metadata?.name ?? '', pods ?? []);

/** Where its volume is mounted now. */
const nodesAt = (claim: ClaimWire, seen: SeenVolumes): string[] =>
  mounts(claim, seen).flatMap(({ node, phase }) =>
    node && phase === 'Running' ? [node] : [],
  );

function fillAt(
  claim: ClaimWire,
  seen: SeenVolumes,
  fills: ReadonlyMap<string, NodeFills>,
): VolumeFill {
  if (!seen.pods) {
    return unknown(
      'It is measured where a pod mounts it, and you may not list the pods of this namespace.',
    );
  }
  const [node] = nodesAt(claim, seen);
  if (!node)
    return unknown('It is measured only while a running pod mounts it.');
  const said = fills.get(node);
  if (!said) return unknown('It is on more nodes than are asked at once.');
  if (said.state === 'unknown') return said;
  const { namespace, name } = claim.metadata ?? {};
  const measured = said.claims.get(`${namespace}/${name}`);
  return measured
    ? fillOf(measured, capacityOf(claim))
    : unknown(
        `The node ${node} has not measured it: it does so once a minute, and not for every kind of volume.`,
      );
}

const unknown = (because: string): VolumeFill => ({
  state: 'unknown',
  because,
});

const order = ['lost', 'pending', 'leaving', 'waits-for-pod', 'bound'];

const byNeed = (a: VolumeLine, b: VolumeLine) =>
  Number(b.growth?.state === 'failed') - Number(a.growth?.state === 'failed') ||
  order.indexOf(a.state) - order.indexOf(b.state) ||
  a.name.localeCompare(b.name);
