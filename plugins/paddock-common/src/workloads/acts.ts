import { z } from 'zod';
import type { WorkloadKind } from './model';

/** What a person can do to a workload. */
export const workloadActs = [
  'restart',
  'pause',
  'resume',
  'scale',
  'rollBack',
  'runNow',
  'promote',
  'promoteFully',
  'abort',
  'retry',
] as const;
export type WorkloadAct = (typeof workloadActs)[number];

const ofRollouts: readonly WorkloadAct[] = [
  'restart',
  'pause',
  'resume',
  'scale',
  'rollBack',
];

/** Which acts a kind of workload has at all. Pausing a Job or a CronJob suspends it. */
export const actsOfKind: Record<WorkloadKind, readonly WorkloadAct[]> = {
  Deployment: ofRollouts,
  StatefulSet: ofRollouts,
  DaemonSet: ofRollouts,
  Job: ['pause', 'resume'],
  CronJob: ['runNow', 'pause', 'resume'],
  Pods: [],
  Rollout: ['promote', 'promoteFully', 'abort', 'retry', ...ofRollouts],
};

/** Workloads that are asked about at once. */
export const mostActsAsked = 100;

/** Body of `POST …/scale`. */
export const scaleSchema = z.strictObject({
  replicas: z.number().int().min(0).max(500),
});

/** Body of `POST …/roll-back`. */
export const rollBackSchema = z.strictObject({
  revision: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
});

/** Body of `POST …/promote`: the step that the person has seen, so that a second click does not skip the next one. */
export const promoteSchema = z.strictObject({
  step: z.number().int().min(0).max(1_000).optional(),
});
