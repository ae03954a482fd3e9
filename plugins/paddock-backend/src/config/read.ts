import {
  type MissingRight,
  type ControllerKind,
  controllerKinds,
} from '@paddock/backstage-plugin-paddock-common';
import type { Actor } from '../access/act';
import { KubeError } from '../kube/connection/errors';
import { unlessHidden } from '../kube/connection/hidden';
import type {
  ConfigMapObject,
  MetadataObject,
  PodObject,
  PodSpecObject,
  WorkloadObject,
} from '../kube/objects/objects';
import { apiPath } from '../kube/connection/paths';
import { readOwnPods } from '../kube/connection/ownPods';
import { readList } from '../kube/connection/readList';
import { inNamespace, resources } from '../kube/connection/resources';
import type { RunningCluster } from '../kube/watchedCluster';

export const configMapsPath = (namespace: string) =>
  apiPath(['api', 'v1', 'namespaces', namespace, 'configmaps']);

/** Without the values, which may be a mebibyte each. */
const metadataOnly = (kind: string) => ({
  accept: `application/json;as=${kind};g=meta.k8s.io;v=v1`,
});

interface MetadataOnly {
  metadata: MetadataObject;
}

/** Reads a ConfigMap with its values as the person; nothing of it is kept. @throws KubeError */
export async function readConfigMap(
  { cluster, as }: Actor,
  { namespace, name }: { namespace: string; name: string },
): Promise<ConfigMapObject> {
  const path = `${configMapsPath(namespace)}/${name}`;
  const found = await cluster.connection.request('GET', path, { as });
  return found as ConfigMapObject;
}

/** What a ConfigMap is without its values; or why that is not told. */
export async function lookAtConfigMap(
  { cluster, as }: Actor,
  { namespace, name }: { namespace: string; name: string },
): Promise<MetadataObject | 'missing' | 'hidden'> {
  const path = `${configMapsPath(namespace)}/${name}`;
  const headers = metadataOnly('PartialObjectMetadata');
  try {
    const asking = { as, headers };
    const found = await cluster.connection.request('GET', path, asking);
    return (found as MetadataOnly).metadata;
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    if (error.status === 404) return 'missing';
    if (error.status === 403) return 'hidden';
    throw error;
  }
}

/** All ConfigMaps of a namespace without their values. @throws KubeError */
export async function listConfigMaps(
  { cluster, as }: Actor,
  namespace: string,
): Promise<MetadataObject[]> {
  const found = await readList<MetadataOnly>(
    cluster.connection,
    configMapsPath(namespace),
    { as, headers: metadataOnly('PartialObjectMetadataList') },
  );
  return found.map(({ metadata }) => metadata);
}

/** The pods of a workload; of a CronJob, which selects none, those of its Jobs. @throws KubeError */
export async function readPodsOf(
  { cluster, as }: Actor,
  namespace: string,
  { metadata, spec }: WorkloadObject,
): Promise<PodObject[]> {
  const { connection } = cluster;
  if (spec?.selector) {
    const { selector } = spec;
    return readOwnPods(connection, { namespace, selector }, as);
  }
  const jobs = new Set(
    (
      await readList<WithTemplate>(
        connection,
        inNamespace(namespace, resources.Job),
        { as },
      )
    )
      .filter(job => controllerOf(job)?.uid === metadata?.uid)
      .map(job => job.metadata?.uid),
  );
  const path = apiPath(['api', 'v1', 'namespaces', namespace, 'pods']);
  const pods = await readList<PodObject>(connection, path, { as });
  return pods.filter(pod => jobs.has(controllerOf(pod)?.uid));
}

const controllerOf = ({ metadata }: { metadata?: MetadataObject | null }) =>
  metadata?.ownerReferences?.find(each => each.controller);

/** What runs pods of one specification. */
export interface Runner {
  kind: string;
  name: string;
  spec: PodSpecObject | null | undefined;
  /** The CronJob that has made this Job, and is told of instead. */
  of?: { kind: string; name: string };
}

export interface Runners {
  runners: Runner[];
  /** Undefined where the person may not list them. */
  pods?: PodObject[];
  unread: MissingRight[];
}

interface WithTemplate {
  metadata?: MetadataObject;
  spec?: {
    template?: { spec?: PodSpecObject };
    jobTemplate?: { spec?: { template?: { spec?: PodSpecObject } } };
  };
}

/** What a cluster need not serve is asked for only where the portal sees some of it. */
function kindsIn(cluster: RunningCluster, namespace: string): ControllerKind[] {
  const [rollout] = cluster.cache('Rollout').inNamespace(namespace);
  return controllerKinds.filter(kind => kind !== 'Rollout' || rollout);
}

/** Everything of a namespace that may use a ConfigMap, as far as the person may see it. */
export async function readRunners(
  actor: Actor,
  namespace: string,
): Promise<Runners> {
  const { cluster, as } = actor;
  const missing = (resource: string): MissingRight => ({
    cluster: cluster.name,
    namespace,
    verb: 'list',
    resource,
  });
  const read = <Item>(path: string) =>
    unlessHidden(readList<Item>(cluster.connection, path, { as }));
  const kinds = kindsIn(cluster, namespace);
  const [pods, ...lists] = await Promise.all([
    read<PodObject>(apiPath(['api', 'v1', 'namespaces', namespace, 'pods'])),
    ...kinds.map(kind =>
      read<WithTemplate>(inNamespace(namespace, resources[kind])),
    ),
  ]);
  return {
    runners: kinds.flatMap((kind, at) => runnersOf(kind, lists[at] ?? [])),
    ...(pods ? { pods } : {}),
    unread: [
      ...(pods ? [] : [missing('pods')]),
      ...kinds.flatMap((kind, at) => {
        const { group, plural } = resources[kind];
        return lists[at] ? [] : [missing(`${plural}.${group}`)];
      }),
    ],
  };
}

function runnersOf(kind: string, found: WithTemplate[]): Runner[] {
  return found.map(({ metadata, spec }) => {
    const maker = controllerOf({ metadata });
    return {
      kind,
      name: metadata?.name ?? '',
      spec: (spec?.jobTemplate?.spec ?? spec)?.template?.spec,
      ...(maker?.kind === 'CronJob'
        ? { of: { kind: maker.kind, name: maker.name ?? '' } }
        : {}),
    };
  });
}
