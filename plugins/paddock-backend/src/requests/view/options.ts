import type {
  Amounts,
  RequestOptions,
} from '@paddock/backstage-plugin-paddock-common';
import type { RunningCluster } from '../../kube/watchedCluster';
import { mayWorkEverywhere, mayWorkIn } from '../access/namespaceRights';
import type { Asker, RequestParts } from '../parts';
import { hasRef } from '../sameRef';
import { vaultWaitsFor } from '../check/vaultWaitsFor';

/** Namespaces that are offered; who has more types the name. */
const namespacesAtMost = 500;
/** Questions to a cluster at once. */
const batch = 32;

type Offered = RequestOptions['namespaces'][number];

/** Where something runs, which is where something can be asked for; and what teams have asked for themselves. */
function candidates(cluster: RunningCluster): string[] {
  const names = new Set<string>();
  for (const kind of ['Deployment', 'RoleBinding'] as const) {
    for (const { namespace } of cluster.cache(kind).all()) names.add(namespace);
  }
  return [...names].sort();
}

async function offeredIn(
  cluster: RunningCluster,
  asker: Asker,
): Promise<Offered[]> {
  const names = candidates(cluster);
  // One question instead of one for each namespace, where that is answered with yes.
  if (await mayWorkEverywhere(cluster, asker.person)) {
    return names.map(namespace => ({ cluster: cluster.name, namespace }));
  }
  const offered: Offered[] = [];
  for (let at = 0; at < names.length; at += batch) {
    const some = names.slice(at, at + batch);
    const may = await Promise.all(
      some.map(namespace => mayWorkIn(cluster, namespace, asker.person)),
    );
    for (const [index, namespace] of some.entries()) {
      if (may[index]) offered.push({ cluster: cluster.name, namespace });
    }
    if (offered.length >= namespacesAtMost) break;
  }
  return offered;
}

/** Namespaces that the person's teams have asked for and that are being made, or are there. */
async function ownNamespaces(
  { store }: Pick<RequestParts, 'store'>,
  { visibility }: Asker,
): Promise<Offered[]> {
  const rows = await store.standing();
  return rows
    .filter(
      ({ kind, team }) =>
        kind === 'namespace' && hasRef(visibility.groups, team),
    )
    .filter(({ state }) => state !== 'draft' && state !== 'removing')
    .map(({ cluster, namespace, team }) => ({ cluster, namespace, team }));
}

const keyOf = ({ cluster, namespace }: Offered) => `${cluster}\n${namespace}`;

async function teamsOf(
  { store, settings }: Pick<RequestParts, 'store' | 'settings'>,
  { visibility }: Asker,
): Promise<RequestOptions['teams']> {
  return Promise.all(
    visibility.groups.map(async team => {
      const budget: Amounts = settings.budgetOf(team);
      return { team, budget, granted: await store.granted(team) };
    }),
  );
}

/** What a person may choose from when they ask. */
export async function readOptions(
  parts: RequestParts,
  asker: Asker,
): Promise<RequestOptions> {
  const waitsFor = await vaultWaitsFor(parts.vault);
  const clusters = parts.clusters.all();
  const [teams, own, offered, lines] = await Promise.all([
    teamsOf(parts, asker),
    ownNamespaces(parts, asker),
    Promise.all(clusters.map(cluster => offeredIn(cluster, asker))),
    Promise.all(
      clusters.map(async ({ name, title, reach }) => ({
        name,
        ...(title && { title }),
        reach: reach(),
        storageClasses: await parts.classes(name),
        ...(waitsFor && { vaultWaitsFor: waitsFor }),
      })),
    ),
  ]);
  const namespaces = new Map(
    [...offered.flat(), ...own].map(each => [keyOf(each), each]),
  );
  return {
    clusters: lines,
    teams,
    namespaces: [...namespaces.values()].slice(0, namespacesAtMost),
  };
}
