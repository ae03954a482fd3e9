import { ServiceUnavailableError } from '@backstage/errors';
import {
  type MetricRange,
  type MetricsAnswer,
  mostMetricPods,
} from '@paddock/backstage-plugin-paddock-common';
import type { Actor } from '../access/act';
import { MissingRights } from '../access/missingRights';
import type { PodObject } from '../kube/objects/objects';
import { apiPath } from '../kube/connection/paths';
import { readList } from '../kube/connection/readList';
import { windowOf } from './history';
import { LATEST_MS, withLatest } from './subjects/latest';
import { namespaceSubjects } from './subjects/namespaceSubjects';
import type { Metrics } from './startMetrics';

/** What of a namespace is to be seen. */
export interface MetricsQuestion {
  namespace: string;
  pods?: string[];
  range: MetricRange;
}

const GROUP = 'metrics.k8s.io';

/**
 * Figures of a namespace, as far as the person may see them. What they may not know of is neither measured nor summed.
 *
 * @throws MissingRights that names the missing right; KubeError where pods cannot be listed; Unreachable
 */
export async function getMetrics(
  actor: Actor,
  question: MetricsQuestion,
  metrics: Metrics,
): Promise<MetricsAnswer> {
  const { cluster } = actor;
  const { namespace } = question;
  const [pods, may] = await Promise.all([
    readPods(actor, namespace),
    rightsOf(actor, namespace),
  ]);
  if (!may.pods) {
    const resource = `pods.${GROUP}`;
    throw new MissingRights(
      `You lack the right to get ${resource} in the namespace ${namespace}. The team that owns it can give it.`,
      [{ cluster: cluster.name, namespace, verb: 'get', resource }],
    );
  }
  const measured = metrics.watch(cluster, namespace);
  if (!measured) {
    throw new ServiceUnavailableError(
      'The portal measures as many namespaces as it can hold. Try again in some minutes.',
    );
  }
  const shown = chosen(pods, question.pods);
  const nodes = may.nodes ? nodesOf(shown) : [];
  const past = await windowOf(
    {
      cluster: cluster.name,
      range: question.range,
      scopes: [
        { of: 'pods', namespace },
        ...(nodes.length > 0 ? [{ of: 'nodes' as const, names: nodes }] : []),
      ],
    },
    measured,
    metrics.past,
  );
  const place = {
    cluster,
    namespace,
    pods,
    shown,
    nodes,
    isWhole: question.pods === undefined,
    quotas: may.quotas
      ? [...cluster.cache('ResourceQuota').inNamespace(namespace)]
      : [],
  };
  const now = { measured, since: Date.now() - LATEST_MS };
  return {
    cluster: cluster.name,
    namespace,
    at: past.measured.times(past.since).map(each => Math.round(each / 1000)),
    subjects: withLatest(
      namespaceSubjects(place, past),
      namespaceSubjects(place, now),
    ),
    nodes: may.nodes ? 'shown' : 'denied',
    history: past.about,
  };
}

async function readPods({ cluster, as }: Actor, namespace: string) {
  const path = apiPath(['api', 'v1', 'namespaces', namespace, 'pods']);
  return readList<PodObject>(cluster.connection, path, { as });
}

async function rightsOf({ cluster, as }: Actor, namespace: string) {
  const may = (right: { verb: string; group: string; resource: string }) =>
    cluster.access.may(as, { ...right, namespace });
  const [pods, quotas, nodes] = await Promise.all([
    may({ verb: 'get', group: GROUP, resource: 'pods' }),
    may({ verb: 'list', group: '', resource: 'resourcequotas' }),
    cluster.access.may(as, { verb: 'get', group: GROUP, resource: 'nodes' }),
  ]);
  return { pods, quotas, nodes };
}

/** Those that were asked for, or the first by name. One that is gone is left out. */
function chosen(pods: PodObject[], names: string[] | undefined): PodObject[] {
  const nameOf = ({ metadata }: PodObject) => metadata?.name ?? '';
  const asked = new Set(names);
  return pods
    .filter(pod => !names || asked.has(nameOf(pod)))
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b)))
    .slice(0, mostMetricPods);
}

const nodesOf = (pods: PodObject[]) =>
  [...new Set(pods.flatMap(({ spec }) => spec?.nodeName ?? []))].sort();
