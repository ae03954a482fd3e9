import type { AutomaticRollback } from '@paddock/backstage-plugin-paddock-common';
import type { Condition, OwnerRef, Row } from '../rows';

/** What every kind of workload has. */
export interface WorkloadRow extends Row {
  component?: string;
  labels: Readonly<Record<string, string>>;
  generation: number;
  observedGeneration: number;
  wanted: number;
  updated: number;
  ready: number;
  available: number;
  /** spec.minReadySeconds */
  minReadySeconds?: number;
  images: string[];
  conditions: Condition[];
}

/** A workload of a number of pods. */
export interface ReplicatedRow extends WorkloadRow {
  replicas: number;
}

export interface DeploymentRow extends ReplicatedRow {
  kind: 'Deployment';
  paused: boolean;
  /** All old pods go before the first new one comes. */
  recreates?: true;
  revision?: string;
  /** It asks the portal to roll it back by itself. */
  guarded?: true;
  /** Newest first. */
  rolledBack?: AutomaticRollback[];
}

export interface StatefulSetRow extends ReplicatedRow {
  kind: 'StatefulSet';
  currentRevision?: string;
  updateRevision?: string;
  strategy: 'RollingUpdate' | 'OnDelete';
  partition: number;
  /** spec.podManagementPolicy is Parallel: no pod waits for another. */
  parallel?: true;
}

export interface DaemonSetRow extends WorkloadRow {
  kind: 'DaemonSet';
  scheduled: number;
  strategy: 'RollingUpdate' | 'OnDelete';
}

export interface ReplicaSetRow extends Row {
  kind: 'ReplicaSet';
  owner?: OwnerRef;
  wanted: number;
  replicas: number;
  ready: number;
  /** The annotation of whoever owns it: deployment.kubernetes.io/revision, or rollout.argoproj.io/revision */
  revision?: string;
  /** The label pod-template-hash, or rollouts-pod-template-hash */
  hash?: string;
  component?: string;
  labels: Readonly<Record<string, string>>;
  images: string[];
  /** Condition ReplicaFailure: the API server's words when it refused a pod. */
  failure?: string;
}

/** A revision of a StatefulSet or a DaemonSet. The highest number is the wanted one. */
export interface RevisionRow extends Row {
  kind: 'ControllerRevision';
  owner?: OwnerRef;
  number: number;
  /** The label controller-revision-hash of its pods. */
  hash?: string;
}
