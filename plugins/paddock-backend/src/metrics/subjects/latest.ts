import type { MetricSubject } from '@paddock/backstage-plugin-paddock-common';
import { maybe } from '../../kube/objects/wire';
import { perMetric } from './subjects';

/** Time enough for what is shown as the latest. */
export const LATEST_MS = 2 * 60_000;

/** The values of some, with the latest figures of the same now, where there are any: what is now is not the mean of an hour. Pure. */
export const withLatest = (
  subjects: MetricSubject[],
  now: MetricSubject[],
): MetricSubject[] =>
  subjects.map((subject, place) => ({
    ...subject,
    usage: perMetric(metric => {
      const own = subject.usage[metric];
      const { latest, sum } = now[place]?.usage[metric] ?? own;
      return latest.state === 'known'
        ? { ...own, latest, ...maybe('sum', sum) }
        : own;
    }),
  }));

/** Without its values of before: for a line among many. Pure. */
export const latestOnly = (subject: MetricSubject): MetricSubject => ({
  ...subject,
  usage: perMetric(metric => ({ ...subject.usage[metric], runs: [] })),
});
