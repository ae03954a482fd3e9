import type {
  MetricName,
  MetricSubject,
} from '@paddock/backstage-plugin-paddock-common';

export const poolColumns = [
  'name',
  'cpu',
  'cpuRequest',
  'memory',
  'memoryRequest',
  'network',
  'disk',
] as const;
export type PoolColumn = (typeof poolColumns)[number];

const latestOf = ({ usage }: MetricSubject, metric: MetricName) => {
  const { latest } = usage[metric];
  return latest.state === 'known' ? latest.value : undefined;
};

/** Both directions together; undefined only where nothing is known of either. */
function sumOf(subject: MetricSubject, ...metrics: MetricName[]) {
  const known = metrics.flatMap(metric => latestOf(subject, metric) ?? []);
  return known.length > 0
    ? known.reduce((one, other) => one + other, 0)
    : undefined;
}

const amountIn: Record<
  Exclude<PoolColumn, 'name'>,
  (subject: MetricSubject) => number | undefined
> = {
  cpu: subject => latestOf(subject, 'cpu'),
  cpuRequest: ({ usage }) => usage.cpu.request,
  memory: subject => latestOf(subject, 'memory'),
  memoryRequest: ({ usage }) => usage.memory.request,
  network: subject => sumOf(subject, 'networkIn', 'networkOut'),
  disk: subject => sumOf(subject, 'diskRead', 'diskWrite'),
};

/** What is not known comes last, in either order. Pure. */
export function sorted(
  subjects: readonly MetricSubject[],
  { sort, order }: { sort: PoolColumn; order: 'asc' | 'desc' },
): MetricSubject[] {
  const turn = order === 'asc' ? 1 : -1;
  const byName = (one: MetricSubject, other: MetricSubject) =>
    one.name.localeCompare(other.name, 'en', { numeric: true });
  if (sort === 'name') {
    return [...subjects].sort((one, other) => turn * byName(one, other));
  }
  const amountOf = amountIn[sort];
  return [...subjects].sort((one, other) => {
    const [left, right] = [amountOf(one), amountOf(other)];
    if (left === undefined && right === undefined) return byName(one, other);
    if (left === undefined) return 1;
    if (right === undefined) return -1;
    return turn * (left - right) || byName(one, other);
  });
}
