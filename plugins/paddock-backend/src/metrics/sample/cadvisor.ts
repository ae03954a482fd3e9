import type { Counter, Wanted, Whose } from './reading';
import { isAmount } from './reading';

interface Kept {
  metric: Counter['metric'];
  /** The label that tells apart what adds up. */
  part?: string;
  level: 'container' | 'pod' | 'node';
  /** Bytes that one of it is; default 1. */
  unit?: number;
}

/** Of /proc/diskstats, whatever the device. Source: Documentation/admin-guide/iostats.rst of Linux. */
const SECTOR = 512;

const kept: Readonly<Record<string, Kept>> = {
  container_fs_reads_bytes_total: {
    metric: 'diskRead',
    part: 'device',
    level: 'container',
  },
  container_fs_writes_bytes_total: {
    metric: 'diskWrite',
    part: 'device',
    level: 'container',
  },
  // Some kernels count bytes of no container, and sectors of the node still.
  container_fs_sector_reads_total: {
    metric: 'diskRead',
    part: 'device',
    level: 'node',
    unit: SECTOR,
  },
  container_fs_sector_writes_total: {
    metric: 'diskWrite',
    part: 'device',
    level: 'node',
    unit: SECTOR,
  },
  container_network_receive_bytes_total: {
    metric: 'networkIn',
    part: 'interface',
    level: 'pod',
  },
  container_network_transmit_bytes_total: {
    metric: 'networkOut',
    part: 'interface',
    level: 'pod',
  },
  container_cpu_cfs_periods_total: { metric: 'periods', level: 'container' },
  container_cpu_cfs_throttled_periods_total: {
    metric: 'throttledPeriods',
    level: 'container',
  },
};

const labelPattern = /([A-Za-z_]\w*)="((?:[^"\\]|\\.)*)"/g;

/**
 * What a kubelet's `/metrics/cadvisor` counts of the node and the wanted pods. Pure; what is no such line is left out.
 * Lines without a time of their own were counted at `now`, in milliseconds since 1970.
 * Source: the Prometheus text format, and docs/storage/prometheus.md of google/cadvisor.
 */
export function readCadvisor(
  body: string,
  wanted: Wanted,
  now: number,
): Counter[] {
  const counters: Counter[] = [];
  const sectors: Counter[] = [];
  for (let start = 0; start < body.length; ) {
    const found = body.indexOf('\n', start);
    const end = found < 0 ? body.length : found;
    // Most of the text is of no use here: a line is looked at only once its name is known.
    const name = nameAt(body, start);
    const rule = name !== undefined && kept[name];
    if (rule) {
      const counter = counterIn(body.slice(start, end), rule, now);
      if (counter && isWanted(counter, wanted)) {
        (rule.level === 'node' ? sectors : counters).push(counter);
      }
    }
    start = end + 1;
  }
  return counters.some(isDiskOfNode) ? counters : [...counters, ...sectors];
}

const isDiskOfNode = ({ pod, metric }: Counter) =>
  pod === '' && (metric === 'diskRead' || metric === 'diskWrite');

function nameAt(body: string, start: number): string | undefined {
  if (!body.startsWith('container_', start)) return undefined;
  const brace = body.indexOf('{', start);
  const name = brace < 0 ? '' : body.slice(start, Math.min(brace, start + 60));
  return Object.hasOwn(kept, name) ? name : undefined;
}

function isWanted({ namespace, pod }: Counter, wanted: Wanted): boolean {
  return pod === '' || wanted(namespace, pod);
}

function counterIn(line: string, rule: Kept, now: number): Counter | undefined {
  const close = line.lastIndexOf('}');
  const [amount = '', time] = line
    .slice(close + 1)
    .trim()
    .split(/\s+/);
  const labels = new Map<string, string>();
  for (const [, name = '', text = ''] of line
    .slice(0, close)
    .matchAll(labelPattern)) {
    labels.set(name, text);
  }
  const whose = whoseOf(labels, rule);
  const part = labels.get(rule.part ?? '') ?? '';
  const value = Number(amount) * (rule.unit ?? 1);
  // What stays on the machine is no traffic.
  if (!whose || part === 'lo' || amount === '' || !isAmount(value)) {
    return undefined;
  }
  const at = time === undefined ? now : Number(time);
  if (!isAmount(at)) return undefined;
  return { ...whose, metric: rule.metric, part, at, value };
}

/**
 * A pod's sandbox is told apart from its containers by an empty name, or by the name POD. It alone has a network;
 * what it counts of disks is counted again of the containers.
 */
function whoseOf(
  labels: ReadonlyMap<string, string>,
  { level }: Kept,
): Whose | undefined {
  const label = (name: string) => labels.get(name) ?? '';
  const [namespace, pod] = [label('namespace'), label('pod')];
  if (label('id') === '/') return { namespace: '', pod: '', container: '' };
  if (level === 'node' || namespace === '' || pod === '') return undefined;
  const name = label('container');
  const container = name === 'POD' ? '' : name;
  if ((level === 'container') !== (container !== '')) return undefined;
  return { namespace, pod, container };
}
