import type {
  MetricLevel,
  MetricSubject,
  MetricsAnswer,
  Usage,
} from '@paddock/backstage-plugin-paddock-common';

/** How a subject is written in the address. */
export const keyOf = ({ level, name }: MetricSubject) => `${level}:${name}`;

/** What is shown: what was chosen, and the workload where that is not there. */
export const chosenSubject = (
  { subjects }: MetricsAnswer,
  key: string | undefined,
): MetricSubject | undefined =>
  subjects.find(each => keyOf(each) === key) ?? subjects[0];

/** `Pod payments-api-7c9f` */
export function subjectWords({ level, name }: MetricSubject): string {
  switch (level) {
    case 'workload':
      return name === 'all' ? 'All its pods' : name.replace('/', ' ');
    case 'pod':
      return `Pod ${name}`;
    case 'container':
      return `Container ${name.split('/')[1]} of ${name.split('/')[0]}`;
    case 'namespace':
      return `Namespace ${name}`;
    case 'cluster':
      return `Cluster ${name}`;
    default:
      return `Node ${name}`;
  }
}

/** Of a sum that lacks something, a sentence. */
export function lackWords(
  level: MetricLevel,
  { sum }: Pick<Usage, 'sum'>,
): string | undefined {
  if (!sum || sum.measured >= sum.of) return undefined;
  const part = level === 'cluster' ? 'node' : 'pod';
  if (sum.measured === 0) return undefined;
  return `The sum is of ${sum.measured} of ${sum.of} ${part}s: the others are not measured.`;
}
