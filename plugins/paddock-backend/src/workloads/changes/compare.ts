import type {
  Became,
  Workload,
  WorkloadState,
} from '@paddock/backstage-plugin-paddock-common';
import { isDeepStrictEqual } from 'node:util';

const bad: readonly WorkloadState[] = ['down', 'stuck', 'degraded'];

export const isBad = (state: WorkloadState) => bad.includes(state);

function scaled(before: Workload, now: Workload): Became[] {
  const from = before.rollout.counts.wanted;
  const to = now.rollout.counts.wanted;
  // How many pods a DaemonSet wants is up to the nodes, and what runs to its end is not scaled.
  if (from === to || now.kind === 'DaemonSet' || now.batch) return [];
  const { autoscaling } = now;
  const byAutoscaler = autoscaling?.desired === to;
  return [
    {
      what: 'scaled',
      from,
      to,
      ...(byAutoscaler ? { metrics: autoscaling.metrics } : {}),
    },
  ];
}

function turned(before: Workload, now: Workload): Became[] {
  const from = before.rollout.state;
  const to = now.rollout.state;
  const isNews =
    from !== to && (isBad(to) || (isBad(from) && to === 'healthy'));
  return isNews ? [{ what: 'turned', from, to }] : [];
}

function rolledOut(before: Workload, now: Workload): Became[] {
  const { revision } = now.rollout;
  const isNew =
    !isDeepStrictEqual(before.images, now.images) ||
    (revision !== undefined &&
      before.rollout.revision !== undefined &&
      revision !== before.rollout.revision);
  if (!isNew) return [];
  return [
    {
      what: 'rolled-out',
      images: now.images,
      ...(revision !== undefined ? { revision } : {}),
    },
  ];
}

/** What a person would want to be told of between two looks at one workload. Pure. */
export const compareWorkloads = (before: Workload, now: Workload): Became[] => [
  ...rolledOut(before, now),
  ...scaled(before, now),
  ...turned(before, now),
];
