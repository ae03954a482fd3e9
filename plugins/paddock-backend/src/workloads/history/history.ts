import type { WorkloadRevision } from '@paddock/backstage-plugin-paddock-common';
import type { LiveWorkload } from '../../kube/objects/workloadObjects';
import { type KeptRevision, revisionNumber } from './read';
import { changesBetween, imagesOf, readsOf } from './template';

/** Which of these runs, or is to run, now: a Deployment and a Rollout name the number, the others the ControllerRevision. */
export function currentOf(
  { metadata, status }: LiveWorkload,
  kept: KeptRevision[],
): KeptRevision | undefined {
  const number = revisionNumber(metadata.annotations);
  return (
    kept.find(({ revision }) => revision === number) ??
    kept.find(({ name }) => name === status?.updateRevision) ??
    kept[0]
  );
}

/** Every kept revision with what it changed against the one before it. Pure; newest first, as given. */
export function projectHistory(
  workload: LiveWorkload,
  kept: KeptRevision[],
): WorkloadRevision[] {
  const current = currentOf(workload, kept);
  return kept.map((each, place) => {
    const before = kept[place + 1];
    return {
      revision: each.revision,
      current: each === current,
      createdAt: each.createdAt,
      images: imagesOf(each.template),
      ...(each.cause ? { cause: each.cause } : {}),
      ...(before
        ? { changes: changesBetween(before.template, each.template) }
        : {}),
      reads: readsOf(each.template),
    };
  });
}
