import type { MetricName } from '@paddock/backstage-plugin-paddock-common';
import type { Series } from '../sample/sampler';
import type { PrometheusSettings } from './settings';

/** Whose series are wanted. */
export type HistoryScope =
  /** All of the cluster's, where there are no names. */
  | { of: 'nodes'; names?: string[] }
  | { of: 'namespace-sum'; namespace: string }
  /** The pods and containers of a namespace. */
  | { of: 'pods'; namespace: string };

/** One question, and what its series are. */
export interface HistoryQuery {
  query: string;
  metric: Series['metric'];
  /** What one of its unit is in ours. */
  factor: number;
  whoseOf(labels: Readonly<Record<string, string>>): Omit<Series, 'metric'>;
}

type Settings = Pick<PrometheusSettings, 'labels' | 'nodeLabel'>;

/** Seconds over which a rate is taken; a scrape a minute must give two figures. */
const LEAST_WINDOW = 150;
/** Seconds in one of which a gauge that is read at each step is not missed. */
const EVERY_SCRAPE = 60;

/**
 * The questions for a scope. Pure. Names are Kubernetes', and are escaped all the same.
 * Source: docs/storage/prometheus.md of google/cadvisor, and the kubelet's /metrics/resource.
 */
export function queriesFor(
  scope: HistoryScope,
  step: number,
  settings: Settings,
): HistoryQuery[] {
  const over = `[${Math.max(LEAST_WINDOW, step)}s]`;
  switch (scope.of) {
    case 'nodes':
      return nodeQueries(scope.names, { over, step, settings });
    case 'pods':
      return podQueries(scope.namespace, { over, step, settings });
    default:
      return podQueries(scope.namespace, { over, step, settings })
        .filter(({ metric }) => metric !== 'throttled')
        .map(each => ({
          ...each,
          query: `sum(${each.query})`,
          whoseOf: () => ({
            namespace: scope.namespace,
            pod: '',
            container: '',
          }),
        }));
  }
}

/** Of /proc/diskstats, in bytes. */
const SECTOR = 512;

interface Shape {
  over: string;
  step: number;
  settings: Settings;
}

/** What is used between two steps is not to be missed; of memory the highest counts. */
const highest = (selector: string, step: number) =>
  step > EVERY_SCRAPE ? `max_over_time(${selector}[${step}s])` : selector;

function podQueries(namespace: string, shape: Shape): HistoryQuery[] {
  const { over, step, settings } = shape;
  const select = (name: string, ...more: string[]) =>
    `${name}{${[
      ...matchersOf(settings),
      matcher('namespace', '=', namespace),
      ...more,
    ].join(',')}}`;
  const inContainer = ['container!=""', 'container!="POD"'];
  // The same series may be scraped twice: of equal ones the larger is taken, and not their sum.
  const ofContainer = (expression: string) =>
    `max by (pod, container) (${expression})`;
  const rate = (name: string, ...more: string[]) =>
    `rate(${select(name, ...more)}${over})`;
  const disk = (name: string) =>
    `sum by (pod, container) (max by (pod, container, device) (${rate(
      name,
      ...inContainer,
    )}))`;
  const network = (name: string) =>
    `sum by (pod) (max by (pod, interface) (${rate(
      name,
      'pod!=""',
      'interface!="lo"',
    )}))`;
  const periods = (name: string) => ofContainer(rate(name, ...inContainer));
  const whoseOf: HistoryQuery['whoseOf'] = ({ pod = '', container = '' }) => ({
    namespace,
    pod,
    container,
  });
  const query = (metric: Series['metric'], text: string, factor = 1) => ({
    metric,
    query: text,
    factor,
    whoseOf,
  });
  return [
    query('cpu', periods('container_cpu_usage_seconds_total'), 1000),
    query(
      'memory',
      ofContainer(
        highest(
          select('container_memory_working_set_bytes', ...inContainer),
          step,
        ),
      ),
    ),
    query('networkIn', network('container_network_receive_bytes_total')),
    query('networkOut', network('container_network_transmit_bytes_total')),
    query('diskRead', disk('container_fs_reads_bytes_total')),
    query('diskWrite', disk('container_fs_writes_bytes_total')),
    query(
      'throttled',
      `${periods('container_cpu_cfs_throttled_periods_total')} / ${periods(
        'container_cpu_cfs_periods_total',
      )}`,
    ),
  ];
}

function nodeQueries(
  names: string[] | undefined,
  { over, step, settings }: Shape,
): HistoryQuery[] {
  const { nodeLabel } = settings;
  const wanted = names
    ? [matcher(nodeLabel, '=~', names.map(escapeRegex).join('|'))]
    : [`${nodeLabel}!=""`];
  const select = (name: string, ...more: string[]) =>
    `${name}{${[...matchersOf(settings), ...wanted, ...more].join(',')}}`;
  const all = (expression: string) => `max by (${nodeLabel}) (${expression})`;
  const root = 'id="/"';
  const either = (one: string, other: string) => `${all(one)} or ${all(other)}`;
  const rate = (name: string, ...more: string[]) =>
    `rate(${select(name, ...more)}${over})`;
  // What goes through a bridge goes through the card, too: of all interfaces the busiest stands for the node.
  const network = (name: string) => all(rate(name, root, 'interface!="lo"'));
  const ofDisk = (name: string) =>
    `sum by (${nodeLabel}) (max by (${nodeLabel}, device) (${rate(
      name,
      root,
    )}))`;
  // Some kernels count sectors only.
  const disk = (way: 'reads' | 'writes') =>
    `${ofDisk(`container_fs_${way}_bytes_total`)} or ${SECTOR} * ${ofDisk(
      `container_fs_sector_${way}_total`,
    )}`;
  const query = (metric: MetricName, text: string, factor = 1) => ({
    metric,
    query: text,
    factor,
    whoseOf: (labels: Readonly<Record<string, string>>) => ({
      namespace: '',
      pod: labels[nodeLabel] ?? '',
      container: '',
    }),
  });
  return [
    query(
      'cpu',
      either(
        rate('container_cpu_usage_seconds_total', root),
        rate('node_cpu_usage_seconds_total'),
      ),
      1000,
    ),
    query(
      'memory',
      either(
        highest(select('container_memory_working_set_bytes', root), step),
        highest(select('node_memory_working_set_bytes'), step),
      ),
    ),
    query('networkIn', network('container_network_receive_bytes_total')),
    query('networkOut', network('container_network_transmit_bytes_total')),
    query('diskRead', disk('reads')),
    query('diskWrite', disk('writes')),
  ];
}

const matchersOf = ({ labels }: Settings) =>
  Object.entries(labels).map(([name, value]) => matcher(name, '=', value));

/** Source: "String literals" in Prometheus' query language, where they are those of Go. */
const matcher = (name: string, operator: '=' | '=~', value: string) =>
  `${name}${operator}${JSON.stringify(value)}`;

const escapeRegex = (text: string) => text.replace(/[^A-Za-z0-9-]/g, '\\$&');
