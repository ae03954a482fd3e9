import type { V1CronJob, V1Job } from '@kubernetes/client-node';
import type { Intern } from '../intern';
import type { CronJobRow, JobRow } from '../rows/batch';
import {
  componentOf,
  conditionsOf,
  count,
  imagesOf,
  labelsOf,
  list,
  maybe,
  ownerOf,
  rowOf,
  text,
  type Wire,
} from '../../objects/wire';

/** Of `batch/v1`. Defaults are the API's own. */
export function trimJob(object: unknown, intern: Intern): JobRow {
  const { metadata, spec, status } = object as Wire<V1Job>;
  const labels = labelsOf(metadata?.labels, intern);
  return {
    kind: 'Job',
    ...rowOf(metadata, intern),
    ...componentOf(labels, intern),
    labels,
    ...ownerOf(metadata?.ownerReferences, intern),
    // Without a number any one success is enough: that is not the same as one.
    ...maybe(
      'completions',
      spec?.completions === undefined || spec.completions === null
        ? undefined
        : count(spec.completions),
    ),
    parallelism: count(spec?.parallelism, 1),
    backoffLimit: count(spec?.backoffLimit, 6),
    suspended: spec?.suspend === true,
    ...maybe('managedBy', managerOf(spec?.managedBy)),
    active: count(status?.active),
    succeeded: count(status?.succeeded),
    failed: count(status?.failed),
    ...maybe('startedAt', text(status?.startTime)),
    ...maybe('completedAt', text(status?.completionTime)),
    images: imagesOf(spec?.template?.spec?.containers, intern),
    conditions: conditionsOf(status?.conditions),
  };
}

function managerOf(value: unknown): string | undefined {
  const by = text(value);
  return by === 'kubernetes.io/job-controller' ? undefined : by;
}

/** Of `batch/v1`. */
export function trimCronJob(object: unknown, intern: Intern): CronJobRow {
  const { metadata, spec, status } = object as Wire<V1CronJob>;
  const labels = labelsOf(metadata?.labels, intern);
  const template = spec?.jobTemplate?.spec?.template?.spec;
  return {
    kind: 'CronJob',
    ...rowOf(metadata, intern),
    ...componentOf(labels, intern),
    labels,
    schedule: text(spec?.schedule) ?? '',
    ...maybe('timeZone', text(spec?.timeZone)),
    suspended: spec?.suspend === true,
    active: list(status?.active).length,
    ...maybe('lastScheduledAt', text(status?.lastScheduleTime)),
    ...maybe('lastSucceededAt', text(status?.lastSuccessfulTime)),
    images: imagesOf(template?.containers, intern),
  };
}
