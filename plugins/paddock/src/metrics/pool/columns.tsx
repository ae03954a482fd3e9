import { Link } from '@backstage/core-components';
import type {
  MetricName,
  MetricSubject,
} from '@paddock/backstage-plugin-paddock-common';
import type { Column } from '../../parts/VirtualTable';
import { subjectWords } from '../subjects';
import { amountWords, shareWords } from '../units';
import type { PoolPlace } from './usePoolView';

/** Where a rung's name leads; nothing where it has no rung below. */
export type RungLink = (subject: MetricSubject) => PoolPlace | undefined;

function Name({ subject, href }: { subject: MetricSubject; href?: string }) {
  const { node, level, name } = subject;
  const text = level === 'container' ? name.split('/')[1] : name;
  const marks = [
    ...(node && !node.ready ? ['not ready'] : []),
    ...(node?.cordoned ? ['cordoned'] : []),
  ];
  return (
    <span title={subjectWords(subject)}>
      {href ? (
        <Link to={href} tabIndex={-1}>
          {text}
        </Link>
      ) : (
        text
      )}
      {marks.length > 0 && ` (${marks.join(', ')})`}
    </span>
  );
}

interface AmountProps {
  metric: MetricName;
  value: number | undefined;
  /** Of what the share is told. */
  of?: number;
  /** Why there is no amount. */
  because: string;
}

/** `250 mCPU · 12 %` */
function Amount({ metric, value, of, because }: AmountProps) {
  if (value === undefined) return <span title={because}>—</span>;
  const words = amountWords(metric, value);
  const all = of ? `${words} · ${shareWords(value / of)}` : words;
  return <span title={all}>{all}</span>;
}

function Used({
  subject,
  metric,
}: {
  subject: MetricSubject;
  metric: MetricName;
}) {
  const { latest, limit, request, sum } = subject.usage[metric];
  const isKnown = latest.state === 'known';
  const lacks = sum && sum.measured < sum.of && isKnown;
  return (
    <>
      <Amount
        metric={metric}
        value={isKnown ? latest.value : undefined}
        of={subject.level === 'node' ? limit : request}
        because={isKnown ? '' : latest.because}
      />
      {lacks && (
        <span title={`The sum is of ${sum.measured} of ${sum.of} pods`}>
          {' '}
          ({sum.measured} of {sum.of} pods)
        </span>
      )}
    </>
  );
}

const Requested = (props: { subject: MetricSubject; metric: MetricName }) => {
  const { subject, metric } = props;
  const { request, limit, quota } = subject.usage[metric];
  return (
    <Amount
      metric={metric}
      value={request}
      of={subject.level === 'node' ? limit : quota?.request}
      because="It asks for nothing."
    />
  );
};

const Both = (props: {
  subject: MetricSubject;
  metrics: [MetricName, MetricName];
}) => (
  <>
    <Used subject={props.subject} metric={props.metrics[0]} />
    {' / '}
    <Used subject={props.subject} metric={props.metrics[1]} />
  </>
);

/** The columns of any rungs below another. */
export function createRungColumns(
  title: string,
  linkOf: RungLink,
  hrefOf: (place: PoolPlace) => string,
): Column<MetricSubject>[] {
  const column = (
    id: string,
    heading: string,
    cell: (subject: MetricSubject) => JSX.Element,
  ) => ({ id, title: heading, cell, sortable: true });
  return [
    {
      ...column('name', title, subject => {
        const place = linkOf(subject);
        return <Name subject={subject} href={place && hrefOf(place)} />;
      }),
      width: 'minmax(7rem, 3fr)',
    },
    {
      ...column('cpu', 'CPU', subject => (
        <Used subject={subject} metric="cpu" />
      )),
      width: 'minmax(7rem, 2fr)',
    },
    {
      ...column('cpuRequest', 'CPU requested', subject => (
        <Requested subject={subject} metric="cpu" />
      )),
      width: 'minmax(8rem, 2fr)',
      from: 'sm',
    },
    {
      ...column('memory', 'Memory', subject => (
        <Used subject={subject} metric="memory" />
      )),
      width: 'minmax(7rem, 2fr)',
      from: 'sm',
    },
    {
      ...column('memoryRequest', 'Memory requested', subject => (
        <Requested subject={subject} metric="memory" />
      )),
      width: 'minmax(9.5rem, 2fr)',
      from: 'md',
    },
    {
      ...column('network', 'Network in / out', subject => (
        <Both subject={subject} metrics={['networkIn', 'networkOut']} />
      )),
      width: 'minmax(9.5rem, 2fr)',
      from: 'lg',
    },
    {
      ...column('disk', 'Disk read / written', subject => (
        <Both subject={subject} metrics={['diskRead', 'diskWrite']} />
      )),
      width: 'minmax(9.5rem, 2fr)',
      from: 'lg',
    },
  ];
}
