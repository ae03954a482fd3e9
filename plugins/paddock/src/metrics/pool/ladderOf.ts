import {
  type MetricsAnswer,
  type MetricSubject,
  mostMetricPods,
} from '@paddock/backstage-plugin-paddock-common';
import { keyOf, subjectWords } from '../subjects';
import type { Step } from './Ladder';

const isAll = ({ level, name }: MetricSubject) =>
  level === 'workload' && name === 'all';

/** What is looked at of a namespace: what was chosen, and all of it where that is not there. Pure. */
export function subjectOf(
  { subjects }: Pick<MetricsAnswer, 'subjects'>,
  of: string | undefined,
): MetricSubject {
  const chosen = subjects.find(each => keyOf(each) === of);
  return chosen ?? subjects.find(({ level }) => level === 'namespace')!;
}

/** From the namespace down to the subject. Pure. */
export function stepsTo(
  { subjects }: Pick<MetricsAnswer, 'subjects'>,
  subject: MetricSubject,
  namespace: string,
): Step[] {
  const step = (each: MetricSubject): Step => ({
    text: subjectWords(each),
    place: { level: 'namespace', name: namespace, of: keyOf(each) },
  });
  const pod =
    subject.level === 'container' || subject.level === 'pod'
      ? subjects.find(
          ({ level, name }) =>
            level === 'pod' && name === subject.name.split('/')[0],
        )
      : undefined;
  const workload = subjects.find(
    ({ level, name }) => level === 'workload' && name === pod?.workload,
  );
  const chain = [workload, pod, subject].filter(
    (each, at, all): each is MetricSubject =>
      each !== undefined &&
      each.level !== 'namespace' &&
      all.indexOf(each) === at,
  );
  return [
    {
      text: `Namespace ${namespace}`,
      place: { level: 'namespace', name: namespace },
    },
    ...chain.map(step),
  ];
}

export interface Below {
  title: 'Workload' | 'Pod' | 'Container';
  subjects: MetricSubject[];
  empty: string;
}

/** The rungs below this one; nothing below a container. Pure. */
export function belowOf(
  { subjects }: Pick<MetricsAnswer, 'subjects'>,
  subject: MetricSubject,
): Below | undefined {
  const all = (level: MetricSubject['level']) =>
    subjects.filter(each => each.level === level && !isAll(each));
  switch (subject.level) {
    case 'namespace':
      return {
        title: 'Workload',
        // What nobody has made stands beside the workloads.
        subjects: [
          ...all('workload'),
          ...all('pod').filter(({ workload }) => workload === undefined),
        ],
        empty: 'Nothing runs in this namespace.',
      };
    case 'workload':
      return {
        title: 'Pod',
        subjects: all('pod').filter(
          ({ workload }) => workload === subject.name,
        ),
        empty: `None of its pods is among the first ${mostMetricPods} of the namespace, which are listed one by one.`,
      };
    case 'pod':
      return {
        title: 'Container',
        subjects: all('container').filter(({ name }) =>
          name.startsWith(`${subject.name}/`),
        ),
        empty: 'It has no containers.',
      };
    default:
      return undefined;
  }
}

/** Of the pods of a workload. Pure. */
export function containersOf(
  { subjects }: Pick<MetricsAnswer, 'subjects'>,
  { name: workload }: MetricSubject,
): MetricSubject[] {
  const pods = new Set(
    subjects.flatMap(each => (each.workload === workload ? each.name : [])),
  );
  return subjects.filter(
    ({ level, name }) =>
      level === 'container' && pods.has(name.split('/')[0] ?? ''),
  );
}
