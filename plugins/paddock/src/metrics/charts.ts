import type {
  MetricLevel,
  MetricName,
  MetricRun,
  MetricSubject,
  Usage,
} from '@paddock/backstage-plugin-paddock-common';

/** What is drawn together on one axis. */
export interface ChartPlan {
  title: string;
  /** With what each is called beside the other. */
  metrics: Array<{ metric: MetricName; name: string }>;
  /** What the figures leave out, in a sentence. */
  note?: string;
}

export const chartPlans: ChartPlan[] = [
  { title: 'CPU', metrics: [{ metric: 'cpu', name: 'Usage' }] },
  {
    title: 'Memory',
    metrics: [{ metric: 'memory', name: 'Usage' }],
    note: 'The working set: what counts when memory runs out.',
  },
  {
    title: 'Network',
    metrics: [
      { metric: 'networkIn', name: 'In' },
      { metric: 'networkOut', name: 'Out' },
    ],
  },
  {
    title: 'Disk',
    metrics: [
      { metric: 'diskRead', name: 'Read' },
      { metric: 'diskWrite', name: 'Written' },
    ],
    note: 'Volumes over the network, such as NFS, are traffic of the node and not counted here.',
  },
];

export type LineStyle = 'first' | 'second' | 'request' | 'limit' | 'quota';

/** One line of a chart; a value for each time, undefined in a gap. */
export interface ChartLine {
  name: string;
  style: LineStyle;
  metric: MetricName;
  values: Array<number | undefined>;
}

export interface ChartData {
  /** Seconds since 1970. */
  at: number[];
  lines: ChartLine[];
}

/** Usage, and beside it what was asked for and what holds it. Pure. */
export function chartDataOf(
  at: number[],
  subject: MetricSubject,
  { metrics }: ChartPlan,
): ChartData {
  const lines = metrics.flatMap(({ metric, name }, place) => {
    const usage = subject.usage[metric];
    const style: LineStyle = place === 0 ? 'first' : 'second';
    const values = spread(at.length, usage.runs);
    return [
      { name, style, metric, values },
      ...bounds(subject.level, usage).map(([title, kind, value]) => ({
        name: title,
        style: kind,
        metric,
        values: at.map(() => value),
      })),
    ];
  });
  return { at, lines };
}

/** What does not change over the time that is shown. Pure. */
export function bounds(
  level: MetricLevel,
  { request, limit, quota }: Usage,
): Array<[name: string, style: LineStyle, value: number]> {
  const isPlace = level === 'node' || level === 'cluster';
  const all: Array<[string, LineStyle, number | undefined]> = [
    [isPlace ? 'Requested' : 'Request', 'request', request],
    [isPlace ? 'Allocatable' : 'Limit', 'limit', limit],
    ['Quota of requests', 'quota', quota?.request],
    ['Quota of limits', 'quota', quota?.limit],
  ];
  return all.flatMap(([name, style, value]) =>
    value === undefined ? [] : [[name, style, value]],
  );
}

function spread(length: number, runs: MetricRun[]): ChartLine['values'] {
  const values: ChartLine['values'] = new Array(length).fill(undefined);
  for (const { from, values: measured } of runs) {
    measured.forEach((value, place) => {
      values[from + place] = value;
    });
  }
  return values;
}
