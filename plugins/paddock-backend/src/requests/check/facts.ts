import {
  amountsOf,
  bytesOf,
  type Environment,
  type Facts,
  type RequestSpec,
} from '@paddock/backstage-plugin-paddock-common';
import type { RunningCluster } from '../../kube/watchedCluster';
import { lookUpNamespace } from '../access/namespaceRights';
import type { RequestParts } from '../parts';
import type { RequestRow, RequestStore } from '../store/store';

const nothing = { cpuMilli: 0, memoryBytes: 0, storageBytes: 0, pods: 0 };

/** The request of the namespace that something lies in; undefined where the portal has not made it. */
async function aroundOf(
  store: RequestStore,
  { provision }: RunningCluster,
  spec: RequestSpec,
): Promise<RequestRow | undefined> {
  if (spec.kind === 'namespace') return undefined;
  return (await lookUpNamespace(store, provision, spec)).request;
}

async function environmentOf(
  store: RequestStore,
  spec: RequestSpec,
  around: RequestRow | undefined,
): Promise<Environment | undefined> {
  if (spec.kind === 'namespace') return spec.environment;
  // What nobody has approved can still become anything.
  if (around?.approvedRevision === undefined) return undefined;
  const found = await store.revision(around.id, around.approvedRevision);
  return found.spec.kind === 'namespace' ? found.spec.environment : undefined;
}

/** What of a quota is left; the quota's `hard` and `used` are the cluster's own counts. */
function leftOf(status: unknown): number | undefined {
  const { hard, used } = (status ?? {}) as {
    hard?: Record<string, string>;
    used?: Record<string, string>;
  };
  const most = bytesOf(hard?.['requests.storage'] ?? '');
  if (most === undefined) return undefined;
  return most - (bytesOf(used?.['requests.storage'] ?? '0') ?? 0);
}

/** In bytes, by the narrowest quota of the namespace; by what it is going to have, where it is not there yet. */
async function storageLeft(
  store: RequestStore,
  { cluster, around }: { cluster: RunningCluster; around?: RequestRow },
  spec: RequestSpec,
): Promise<number | undefined> {
  if (spec.kind !== 'volume') return undefined;
  const { namespace } = spec;
  const kind = { apiVersion: 'v1', kind: 'ResourceQuota' };
  const where = { namespace, labelSelector: '' };
  const quotas = (await cluster.provision.list(kind, where)) ?? [];
  const left = quotas.flatMap(({ object }) => leftOf(object.status) ?? []);
  if (left.length > 0) return Math.min(...left);
  if (!around || around.state === 'live') return undefined;
  const asked = await store.revision(around.id, around.revision);
  return amountsOf(asked.spec).storageBytes;
}

/** Looks up what a specification without problems is judged by. @throws what the cluster or the database fails with */
export async function lookUpFacts(
  { store, settings, classes }: RequestParts,
  cluster: RunningCluster,
  { spec, previous }: { spec: RequestSpec; previous?: RequestSpec },
): Promise<Facts> {
  const around = await aroundOf(store, cluster, spec);
  const [granted, storageClasses, environment, left] = await Promise.all([
    store.granted(spec.team),
    classes(spec.cluster),
    environmentOf(store, spec, around),
    storageLeft(store, { cluster, around }, spec),
  ]);
  return {
    rules: settings.rules,
    budget: settings.budgetOf(spec.team),
    granted,
    held: previous ? amountsOf(previous) : nothing,
    storageClasses,
    ...(environment && { environment }),
    ...(left !== undefined && { storageLeft: left }),
    ...(previous && { previous }),
  };
}
