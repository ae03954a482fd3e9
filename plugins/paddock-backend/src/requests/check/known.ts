import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  groupProblem,
  groupsOf,
  type GroupStanding,
  isGroupRef,
  type Known,
  type RequestSpec,
} from '@paddock/backstage-plugin-paddock-common';
import type { RunningCluster } from '../../kube/watchedCluster';
import { groupNameIn } from './groupName';
import type { RequestParts } from '../parts';

/** A name that can be part of an API path; anything else is told of as a problem, and is not asked for. */
const isName = (text: string) => /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(text);

const hasVault = ({ vault }: RequestParts['settings'], cluster: string) =>
  vault?.clusters.some(({ name }) => name === cluster) ?? false;

async function standingOfGroup(
  { hasEntity }: Pick<RequestParts, 'hasEntity'>,
  { cluster, credentials }: Asked,
  ref: string,
): Promise<GroupStanding> {
  // What is no ref is told of by the rules, in their own words; the catalog cannot be asked for it.
  if (!isGroupRef(ref)) return 'unknown';
  if (cluster && groupNameIn(cluster, ref) === undefined) return 'system';
  return (await hasEntity(ref, credentials)) ? 'known' : 'unknown';
}

/** Why this cannot own anything, in the words of the rules; undefined for a group that can. */
export async function teamProblem(
  parts: Pick<RequestParts, 'hasEntity'>,
  asked: Asked,
  team: string,
): Promise<string | undefined> {
  const standing = await standingOfGroup(parts, asked, team);
  return groupProblem(team, { groups: { [team]: standing } });
}

async function snapshotsIn(
  cluster: RunningCluster | undefined,
  spec: RequestSpec,
): Promise<string[]> {
  const isAsked = spec.kind === 'volume' && spec.fromSnapshot !== undefined;
  if (!cluster || !isAsked || !isName(spec.namespace)) return [];
  const kind = {
    apiVersion: 'snapshot.storage.k8s.io/v1',
    kind: 'VolumeSnapshot',
  };
  const where = { namespace: spec.namespace, labelSelector: '' };
  const found = await cluster.provision.list(kind, where);
  return (found ?? []).map(({ object }) => object.metadata.name);
}

interface Asked {
  /** Undefined where the portal knows no cluster of that name. */
  cluster: RunningCluster | undefined;
  credentials: BackstageCredentials;
}

/** Looks up what a specification is held against. @throws what the cluster or the catalog fails with */
export async function lookUpKnown(
  parts: Pick<RequestParts, 'clusters' | 'settings' | 'hasEntity' | 'classes'>,
  asked: Asked,
  { spec, previous }: { spec: RequestSpec; previous?: RequestSpec },
): Promise<Known> {
  const { clusters, settings } = parts;
  const groups = await Promise.all(
    groupsOf(spec).map(
      async ref => [ref, await standingOfGroup(parts, asked, ref)] as const,
    ),
  );
  return {
    clusters: clusters.all().map(({ name }) => ({
      name,
      hasVault: hasVault(settings, name),
    })),
    storageClasses: asked.cluster ? await parts.classes(spec.cluster) : [],
    snapshots: await snapshotsIn(asked.cluster, spec),
    groups: Object.fromEntries(groups),
    limits: settings.limits,
    reservedNames: settings.reservedNames,
    ...(previous && { previous }),
  };
}
