import { MissingRights } from '../../access/missingRights';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type {
  MetricRange,
  MetricSubject,
  PoolAnswer,
} from '@paddock/backstage-plugin-paddock-common';
import type { Actor } from '../../access/act';
import type { PodRow } from '../../kube/watch/rows';
import { type PastWindow, windowOf } from '../history';
import { LATEST_MS, latestOnly, withLatest } from '../subjects/latest';
import { type Load, loadsBy, noLoad } from '../subjects/loads';
import { poolRightsOf, type PoolRights } from './poolRights';
import {
  clusterSubject,
  namespaceSubject,
  podRowSubject,
  type PoolWindow,
} from './poolSubjects';
import type { HistoryScope } from '../prometheus/queries';
import { withQuota } from '../subjects/quota';
import type { Measurements } from '../sample/sampler';
import type { Metrics } from '../startMetrics';
import { nodeSubject } from '../subjects/subjects';

/** What of a cluster is to be seen. */
export interface PoolQuestion {
  /** The rung whose values are wanted. */
  of: PoolRung;
  range: MetricRange;
}

export type PoolRung =
  | { level: 'cluster' }
  | { level: 'node' | 'namespace'; name: string };

/** What is looked at for one answer. */
interface Pool {
  actor: Actor;
  rights: PoolRights;
  pods: PodRow[];
  loads: ReadonlyMap<string, Load>;
  onNodes: ReadonlyMap<string, Load>;
  measured: Measurements;
}

/**
 * How full a cluster is, as far as the person may see it: its nodes for who may list nodes, its namespaces for who may
 * see what their pods use.
 *
 * @throws NotAllowedError, NotFoundError where the rung that is asked for is not the person's to see or is not there
 */
export async function getPool(
  actor: Actor,
  { of, range }: PoolQuestion,
  metrics: Metrics,
): Promise<PoolAnswer> {
  const pods = [...actor.cluster.cache('Pod').all()];
  const loads = loadsBy('namespace', pods);
  const rights = await poolRightsOf(actor, [...loads.keys()]);
  mustSee(of, rights);
  const measured = metrics.watchPool(
    actor.cluster,
    of.level === 'node' ? of.name : undefined,
  );
  if (!measured) {
    throw new ServiceUnavailableError(
      'The portal measures the pods of as many nodes as it can hold. Try again in some minutes.',
    );
  }
  const onNodes = loadsBy('node', pods);
  const pool = { actor, rights, pods, loads, onNodes, measured };
  const wanted = { cluster: actor.cluster.name, range, scopes: scopesOf(of) };
  const past = await windowOf(wanted, measured, metrics.past);
  return answerOf(pool, of, past);
}

function answerOf(pool: Pool, of: PoolRung, past: PastWindow): PoolAnswer {
  const { actor, rights, pods, measured } = pool;
  const now = { measured, since: Date.now() - LATEST_MS };
  const [rung] = withLatest(rungOf(pool, of, past), rungOf(pool, of, now));
  return {
    cluster: actor.cluster.name,
    at: past.measured.times(past.since).map(each => Math.round(each / 1000)),
    ...(rung && { rung }),
    nodes:
      rights.missing.length > 0
        ? { state: 'denied', missing: rights.missing }
        : { state: 'shown', all: nodesOf(pool, now).map(latestOnly) },
    namespaces: rights.namespaces.map(name =>
      latestOnly(namespaceOf(pool, name, now)),
    ),
    pods:
      of.level === 'node'
        ? podsOn(of.name, pods, rights).map(pod =>
            latestOnly(podRowSubject(pod, now)),
          )
        : [],
    history: past.about,
  };
}

function mustSee(of: PoolRung, { missing, namespaces }: PoolRights) {
  if (of.level === 'node' && missing.length > 0) {
    const rights = missing.map(({ verb, resource }) => `${verb} ${resource}`);
    throw new MissingRights(
      `You lack the right to ${rights.join(' and to ')}.`,
      missing,
    );
  }
  if (of.level === 'namespace' && !namespaces.includes(of.name)) {
    throw new NotFoundError(
      `There is no namespace ${of.name} with pods that you may see measured.`,
    );
  }
}

function scopesOf(of: PoolRung): HistoryScope[] {
  switch (of.level) {
    case 'namespace':
      return [{ of: 'namespace-sum', namespace: of.name }];
    case 'node':
      return [{ of: 'nodes', names: [of.name] }];
    default:
      return [{ of: 'nodes' }];
  }
}

/** One, or none where the person may not see it. */
function rungOf(pool: Pool, of: PoolRung, window: PoolWindow): MetricSubject[] {
  const { actor, rights, measured, onNodes } = pool;
  switch (of.level) {
    case 'namespace':
      return [namespaceOf(pool, of.name, window)];
    case 'node':
      // Until the nodes have been read nothing is known of any.
      if (measured.nodes().length > 0 && !measured.facts(of.name)) {
        throw new NotFoundError(`There is no node ${of.name}.`);
      }
      return [nodeSubject(of.name, window, onNodes.get(of.name) ?? noLoad)];
    default:
      return rights.missing.length > 0
        ? []
        : [clusterSubject(actor.cluster.name, nodesOf(pool, window), window)];
  }
}

const nodesOf = ({ measured, onNodes }: Pool, window: PoolWindow) =>
  measured
    .nodes()
    .map(name => nodeSubject(name, window, onNodes.get(name) ?? noLoad));

function namespaceOf(
  { actor, rights, loads }: Pool,
  name: string,
  window: PoolWindow,
): MetricSubject {
  const quotas = rights.quotas.has(name)
    ? [...actor.cluster.cache('ResourceQuota').inNamespace(name)]
    : [];
  const load = loads.get(name) ?? noLoad;
  return withQuota(namespaceSubject(name, load, window), quotas);
}

/** The busiest first is for the page to say; here they are by name. */
const podsOn = (node: string, pods: PodRow[], { namespaces }: PoolRights) =>
  pods
    .filter(pod => pod.node === node && namespaces.includes(pod.namespace))
    .sort((one, other) =>
      `${one.namespace}/${one.name}`.localeCompare(
        `${other.namespace}/${other.name}`,
      ),
    );
