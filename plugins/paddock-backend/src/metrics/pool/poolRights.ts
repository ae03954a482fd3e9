import type { MissingRight } from '@paddock/backstage-plugin-paddock-common';
import type { Actor } from '../../access/act';
import type { Right } from '../../kube/watch/cache';
import { inTurns } from '../inTurns';

/** What of a cluster's pool a person may see. */
export interface PoolRights {
  /** What the cluster does not give, of what nodes take; they are shown where nothing is missing. */
  missing: MissingRight[];
  /** Whose pods they may list and see measured, by name. */
  namespaces: string[];
  /** Of these also the quotas. */
  quotas: ReadonlySet<string>;
}

const METRICS = 'metrics.k8s.io';

const forNodes: Right[] = [
  { verb: 'list', group: '', resource: 'nodes' },
  { verb: 'get', group: METRICS, resource: 'nodes' },
];

const forPods: Right[] = [
  { verb: 'list', group: '', resource: 'pods' },
  { verb: 'get', group: METRICS, resource: 'pods' },
];

const forQuotas: Right[] = [
  { verb: 'list', group: '', resource: 'resourcequotas' },
];

export async function poolRightsOf(
  actor: Actor,
  namespaces: string[],
): Promise<PoolRights> {
  const [missing, seen, quotas] = await Promise.all([
    missingOf(actor, forNodes),
    within(actor, namespaces, forPods),
    within(actor, namespaces, forQuotas),
  ]);
  return {
    missing,
    namespaces: namespaces.filter(each => seen.has(each)).sort(),
    quotas,
  };
}

const may = async (
  { cluster, as }: Actor,
  rights: Right[],
  namespace?: string,
) => {
  const where = namespace === undefined ? {} : { namespace };
  const answers = await Promise.all(
    rights.map(right => cluster.access.may(as, { ...right, ...where })),
  );
  return answers.every(Boolean);
};

async function missingOf({ cluster, as }: Actor, rights: Right[]) {
  const answers = await Promise.all(
    rights.map(right => cluster.access.may(as, right)),
  );
  return rights
    .filter((_, place) => !answers[place])
    .map(({ verb, group, resource }) => ({
      cluster: cluster.name,
      verb,
      resource: group ? `${resource}.${group}` : resource,
    }));
}

/** One question for who may everywhere; otherwise one for each namespace. */
async function within(
  actor: Actor,
  namespaces: string[],
  rights: Right[],
): Promise<ReadonlySet<string>> {
  if (await may(actor, rights)) return new Set(namespaces);
  const found = new Set<string>();
  await inTurns(namespaces, async namespace => {
    if (await may(actor, rights, namespace)) found.add(namespace);
  });
  return found;
}
