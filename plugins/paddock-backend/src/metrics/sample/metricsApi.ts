import { parseQuantity } from '@paddock/backstage-plugin-paddock-common';
import type { Connection } from '../../kube/connection/connection';
import { apiPath } from '../../kube/connection/paths';
import { readList } from '../../kube/connection/readList';
import type { Gauge, Wanted, Whose } from './reading';

interface Measured {
  cpu?: unknown;
  memory?: unknown;
}

/** metrics.k8s.io/v1beta1, which the client library has only in part. */
interface PodMetrics {
  metadata?: { name?: string; namespace?: string };
  containers?: Array<{ name?: string; usage?: Measured }>;
}

interface NodeMetrics {
  metadata?: { name?: string };
  usage?: Measured;
}

const GROUP = ['apis', 'metrics.k8s.io', 'v1beta1'];

/** CPU and memory of the wanted pods of a namespace, or of all. @throws KubeError, Unreachable */
export async function readPodMetrics(
  connection: Pick<Connection, 'request'>,
  namespace: string | undefined,
  wanted: Wanted,
): Promise<Gauge[]> {
  const within = namespace === undefined ? [] : ['namespaces', namespace];
  const path = apiPath([...GROUP, ...within, 'pods']);
  const items = await readList<PodMetrics>(connection, path);
  return items.flatMap(item => {
    const { name: pod = '', namespace: own = '' } = item?.metadata ?? {};
    if (namespace !== undefined && own !== namespace) return [];
    return wanted(own, pod) ? podGauges({ namespace: own, pod }, item) : [];
  });
}

/** CPU and memory of each node, by its name. @throws KubeError, Unreachable */
export async function readNodeMetrics(
  connection: Pick<Connection, 'request'>,
): Promise<Map<string, Gauge[]>> {
  const path = apiPath([...GROUP, 'nodes']);
  const items = await readList<NodeMetrics>(connection, path);
  const node = { namespace: '', pod: '', container: '' };
  return new Map(
    items.map(item => [
      item?.metadata?.name ?? '',
      gaugesOf(node, item?.usage),
    ]),
  );
}

/** Each container, and their sums: what a pod uses beside them is not told here. Pure. */
export function podGauges(
  { namespace, pod }: Omit<Whose, 'container'>,
  { containers }: PodMetrics,
): Gauge[] {
  const each = (containers ?? []).flatMap(({ name = '', usage }) =>
    gaugesOf({ namespace, pod, container: name }, usage),
  );
  const sums = (['cpu', 'memory'] as const).flatMap(metric => {
    const own = each.filter(gauge => gauge.metric === metric);
    const value = own.reduce((sum, gauge) => sum + gauge.value, 0);
    const whose = { namespace, pod, container: '' };
    return own.length > 0 ? [{ ...whose, metric, value }] : [];
  });
  return [...sums, ...each];
}

function gaugesOf(whose: Whose, usage: Measured | undefined): Gauge[] {
  const gauge = (metric: 'cpu' | 'memory', nanoPerUnit: number): Gauge[] => {
    const text = usage?.[metric];
    const parsed = typeof text === 'string' ? parseQuantity(text) : undefined;
    if (parsed?.state !== 'quantity') return [];
    return [{ ...whose, metric, value: Number(parsed.nano) / nanoPerUnit }];
  };
  return [...gauge('cpu', 1e6), ...gauge('memory', 1e9)];
}
