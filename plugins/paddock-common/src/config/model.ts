import type { MissingRight } from '../live/frames';
import type { GitOpsOwner } from '../workloads/acts';

/** How a pod takes something of a ConfigMap or a Secret. */
export type ConfigUse =
  /** One key as an environment variable: read when the container starts. */
  | { as: 'variable'; container: string; variable: string; key: string }
  /** All keys as environment variables: read when the container starts. */
  | { as: 'all-variables'; container: string; prefix?: string }
  /** As files that the kubelet keeps up to date. */
  | { as: 'files'; container: string; path: string }
  /** As one file that stays as it was when the container started. */
  | { as: 'one-file'; container: string; path: string; file: string }
  /** As a volume that no container mounts. */
  | { as: 'unmounted'; volume: string }
  /** To pull images with. */
  | { as: 'pull' };

/** Something that runs pods, or a pod that nothing runs. */
export interface ConfigUser {
  kind: string;
  name: string;
  uses: ConfigUse[];
}

/** Which value of a ConfigMap a running pod has. */
export type PodValue =
  /** A container started before the last change. `startedAt` is ISO 8601. */
  | { has: 'old'; startedAt: string }
  | { has: 'current' }
  /** None of its containers that read it at their start has started yet. */
  | { has: 'starting' }
  /** It takes files only, which follow a change by themselves. */
  | { has: 'files' }
  | { has: 'unknown'; because: string };

export interface ConfigPod {
  pod: string;
  /** What runs it. */
  owner?: { kind: string; name: string };
  value: PodValue;
}

/** What the cluster says of a ConfigMap without its values. Instants are ISO 8601. */
export interface ConfigFacts {
  createdAt: string;
  /** When its data was changed last; absent where the cluster has not kept that. */
  changedAt?: string;
}

/** A ConfigMap or Secret that a workload names. */
export interface ConfigInUse {
  kind: 'ConfigMap' | 'Secret';
  name: string;
  uses: ConfigUse[];
  /** Pods start without it, too. */
  optional?: boolean;
  /** Its template does not name it: pods of before do, or what was added to them. */
  podsOnly?: boolean;
  /** Of a Secret only the name is known: nothing of it is read. */
  known:
    | { state: 'name-only' }
    | { state: 'missing' }
    | { state: 'hidden'; missing: MissingRight }
    | ({ state: 'known' } & ConfigFacts);
  /** The running pods of the workload; absent for Secrets, and where the person may not list pods. */
  pods?: ConfigPod[];
}

/** Answer of `GET …/workloads/:kind/:name/config`. */
export interface WorkloadConfig {
  items: ConfigInUse[];
  /** How many more names there are, which are not looked at. */
  more: number;
}

/** One ConfigMap of a namespace. */
export interface ConfigMapLine extends ConfigFacts {
  name: string;
  uid: string;
  usedBy: ConfigUser[];
  /** How many running pods have an old value; absent where the person may not list pods. */
  oldPods?: number;
}

/** Answer of `GET …/config-maps`. */
export interface ConfigMapList {
  cluster: string;
  namespace: string;
  /** Those first whose last change has not reached every pod. */
  items: ConfigMapLine[];
  /** What could not be read: who uses them is not known as far as this goes. */
  unread: MissingRight[];
  mayCreate: true | MissingRight;
}

export interface ConfigEntry {
  key: string;
  /** Absent where it is no text. */
  text?: string;
  bytes: number;
  /** Our own field manager has set it. */
  ours: boolean;
  /** Other field managers that have. */
  keptBy: string[];
}

/** Whether it can be changed or deleted by whoever asks, and if not, why. */
export type MayConfig =
  | { state: 'possible' }
  | { state: 'forbidden'; missing: MissingRight }
  | { state: 'immutable' }
  | { state: 'elsewhere'; owner: GitOpsOwner };

/** Answer of `GET …/config-maps/:name`. */
export interface ConfigMapDetail extends ConfigFacts {
  cluster: string;
  namespace: string;
  name: string;
  uid: string;
  resourceVersion: string;
  immutable: boolean;
  entries: ConfigEntry[];
  usedBy: ConfigUser[];
  /** The running pods that use it; absent where the person may not list pods. */
  pods?: ConfigPod[];
  unread: MissingRight[];
  may: { edit: MayConfig; remove: MayConfig };
}
