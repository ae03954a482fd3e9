import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type {
  MetricName,
  MetricSubject,
} from '@paddock/backstage-plugin-paddock-common';
import { MiddleCut } from '../../parts/text/MiddleCut';
import type { Column } from '../../parts/table/VirtualTable';
import { lackWords, subjectWords } from '../subjects';
import { amountWords, shareWords } from '../units';
import type { PoolPlace } from './usePoolView';

/** Where a rung's name leads; nothing where it has no rung below. */
export type RungLink = (subject: MetricSubject) => PoolPlace | undefined;

const useStyles = makeStyles(theme => ({
  /** An amount and its share stay whole. */
  whole: { whiteSpace: 'nowrap' },
  line: { display: 'block' },
  before: {
    display: 'block',
    fontSize: theme.typography.caption.fontSize,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
}));

/** `payments/` over `api-1`: what comes before the name leaves it the room. */
function InTwoLines({ text }: { text: string }) {
  const classes = useStyles();
  const end = text.indexOf('/') + 1;
  return (
    <>
      {end > 0 && <span className={classes.before}>{text.slice(0, end)}</span>}
      <span className={classes.line}>
        <MiddleCut text={text.slice(end)} />
      </span>
    </>
  );
}

function Name({ subject, href }: { subject: MetricSubject; href?: string }) {
  const { node, level, name } = subject;
  const text = (level === 'container' && name.split('/')[1]) || name;
  const marks = [
    ...(node && !node.ready ? ['not ready'] : []),
    ...(node?.cordoned ? ['cordoned'] : []),
  ];
  return (
    <span title={subjectWords(subject)}>
      {href ? (
        <Link to={href} tabIndex={-1} aria-label={text}>
          <InTwoLines text={text} />
        </Link>
      ) : (
        <InTwoLines text={text} />
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

const Whole = ({ children }: { children: string }) => (
  <span className={useStyles().whole}>{children}</span>
);

/** `250 mCPU · 12 %` */
function Amount({ metric, value, of, because }: AmountProps) {
  if (value === undefined) return <span title={because}>—</span>;
  const words = amountWords(metric, value);
  if (!of) return <Whole>{words}</Whole>;
  return (
    <>
      <Whole>{`${words} ·`}</Whole> <Whole>{shareWords(value / of)}</Whole>
    </>
  );
}

/** Of a sum that lacks something: `(1 of 2 pods)` */
function Lack({ subject, metric }: UsedProps) {
  const { latest, sum } = subject.usage[metric];
  if (!sum || sum.measured >= sum.of || latest.state !== 'known') return null;
  return (
    <span title={lackWords(subject.level, { sum })}>
      {' '}
      <Whole>{`(${sum.measured} of ${sum.of})`}</Whole>
    </span>
  );
}

interface UsedProps {
  subject: MetricSubject;
  metric: MetricName;
}

function Used({ subject, metric }: UsedProps) {
  const { latest, limit, request } = subject.usage[metric];
  const isKnown = latest.state === 'known';
  return (
    <Amount
      metric={metric}
      value={isKnown ? latest.value : undefined}
      of={subject.level === 'node' ? limit : request}
      because={isKnown ? '' : latest.because}
    />
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
    <Lack subject={props.subject} metric={props.metrics[0]} />
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
  ) => ({ id, title: heading, cell, sortable: true, wraps: true });
  return [
    {
      ...column('name', title, subject => {
        const place = linkOf(subject);
        return <Name subject={subject} href={place && hrefOf(place)} />;
      }),
      width: 'minmax(9rem, 3fr)',
    },
    {
      ...column('cpu', 'CPU', subject => (
        <>
          <Used subject={subject} metric="cpu" />
          <Lack subject={subject} metric="cpu" />
        </>
      )),
      width: 'minmax(7rem, 2fr)',
    },
    {
      ...column('cpuRequest', 'CPU requested', subject => (
        <Requested subject={subject} metric="cpu" />
      )),
      width: 'minmax(7rem, 2fr)',
      from: 'sm',
    },
    {
      ...column('memory', 'Memory', subject => (
        <>
          <Used subject={subject} metric="memory" />
          <Lack subject={subject} metric="memory" />
        </>
      )),
      width: 'minmax(7rem, 2fr)',
      from: 'sm',
    },
    {
      ...column('memoryRequest', 'Memory requested', subject => (
        <Requested subject={subject} metric="memory" />
      )),
      width: 'minmax(7rem, 2fr)',
      from: 'md',
    },
    {
      ...column('network', 'Network in / out', subject => (
        <Both subject={subject} metrics={['networkIn', 'networkOut']} />
      )),
      width: 'minmax(7rem, 2fr)',
      from: 'lg',
    },
    {
      ...column('disk', 'Disk read / written', subject => (
        <Both subject={subject} metrics={['diskRead', 'diskWrite']} />
      )),
      width: 'minmax(7rem, 2fr)',
      from: 'lg',
    },
  ];
}
