import type {
  MetricsAnswer,
  MetricSubject,
  Reach,
} from '@paddock/backstage-plugin-paddock-common';
import { NotReady } from '../../parts/state/NotReady';
import { AdvicePanel } from '../AdvicePanel';
import { RungCharts } from '../RungCharts';
import { keyOf } from '../subjects';
import { useMetrics } from '../useMetrics';
import { useMetricsView } from '../useMetricsView';
import type { Step } from './Ladder';
import { belowOf, containersOf, stepsTo, subjectOf } from './ladderOf';
import { RungFrame } from './RungFrame';
import { RungTable } from './RungTable';
import { rungSentence } from './sentence';
import type { PoolPlace, usePoolView } from './usePoolView';

interface NamespaceRungProps extends ReturnType<typeof usePoolView> {
  cluster: string;
  reach: Reach;
  place: Extract<PoolPlace, { level: 'namespace' }>;
}

/** A namespace, or a workload, a pod or a container in it. */
export function NamespaceRung({
  cluster,
  reach,
  place,
  ...rest
}: NamespaceRungProps) {
  const { view } = useMetricsView();
  const { name: namespace } = place;
  const figures = useMetrics({ cluster, namespace }, view.range);
  if (figures.state !== 'ready' && figures.state !== 'stale') {
    const what = `the metrics of ${namespace}`;
    return <NotReady what={what} loaded={figures} rows={10} />;
  }
  const { value: answer } = figures;
  const subject = subjectOf(answer, place.of);
  const steps: Step[] = [
    { text: `Cluster ${cluster}`, place: { level: 'cluster' } },
    ...stepsTo(answer, subject, namespace),
  ];
  return (
    <RungFrame
      {...{ steps, figures, reach }}
      hrefOf={rest.hrefOf}
      history={answer.history}
      sentences={[rungSentence(subject), ...goneNote(answer, place.of)]}
    >
      <RungCharts answer={answer} subject={subject} look={view.look} />
      {subject.level === 'workload' && (
        <AdvicePanel
          answer={answer}
          workload={{ ...workloadIn(subject), namespace }}
          containers={containersOf(answer, subject)}
        />
      )}
      <Below
        answer={answer}
        subject={subject}
        namespace={namespace}
        {...rest}
      />
    </RungFrame>
  );
}

/** `Deployment/api` */
function workloadIn({ name }: MetricSubject) {
  const [kind = '', own = ''] = name.split('/');
  return { kind, name: own };
}

/** An address may name what was there yesterday. */
const goneNote = ({ subjects }: MetricsAnswer, of: string | undefined) =>
  of && !subjects.some(each => keyOf(each) === of)
    ? [`${of.split(':')[1]} is not there any more: this is its namespace.`]
    : [];

interface BelowProps extends ReturnType<typeof usePoolView> {
  answer: MetricsAnswer;
  subject: MetricSubject;
  namespace: string;
}

function Below({ answer, subject, namespace, ...rest }: BelowProps) {
  const below = belowOf(answer, subject);
  if (!below) return null;
  const linkOf = (each: MetricSubject): PoolPlace => ({
    level: 'namespace',
    name: namespace,
    of: keyOf(each),
  });
  return (
    <RungTable
      {...rest}
      title={below.title}
      label={`${below.title}s of ${subject.name}`}
      subjects={below.subjects}
      linkOf={linkOf}
      empty={below.empty}
    />
  );
}
