import type { Amounts } from './check';
import type { RequestSpec, StorageClassFacts } from './spec';

/** What a group of the catalog is to a cluster; `system`: it would be one of the cluster's own identities. */
export type GroupStanding = 'known' | 'unknown' | 'system';

/** What a specification is held against. A plain value: whoever asks has looked everything up before. */
export interface Known {
  clusters: Array<{
    name: string;
    /** Whether Vault is set up for this cluster. */
    hasVault: boolean;
  }>;
  /** Of the cluster of the specification. */
  storageClasses: StorageClassFacts[];
  /** Names of the VolumeSnapshots in the namespace of the specification. */
  snapshots: string[];
  /** The groups of `groupsOf(spec)`; one that is missing here counts as unknown. */
  groups: Readonly<Record<string, GroupStanding>>;
  /** What a single request can ask for at most, whoever approves it. */
  limits: Amounts;
  /** Names of namespaces that cannot be asked for; a trailing `*` stands for any end. */
  reservedNames: readonly string[];
  /** What is in force, when the specification would change it. */
  previous?: RequestSpec;
}

/** Catalog refs of all groups that a specification names. */
export function groupsOf(spec: RequestSpec): string[] {
  const members =
    spec.kind === 'namespace' ? spec.members.map(({ group }) => group) : [];
  return [...new Set([spec.team, ...members])];
}
