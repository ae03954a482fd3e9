import type { MissingRight } from '@paddock/backstage-plugin-paddock-common';
import type { KubeIdentity, Right } from '../../kube/watch/cache';
import type { RunningCluster } from '../../kube/watchedCluster';
import type { Grant } from './tickets';

type Way = Grant['way']['is'];

const pods = (verb: string, subresource?: string) => ({
  verb,
  group: '',
  resource: 'pods',
  ...(subresource && { subresource }),
});

/**
 * What each way to a terminal needs. Over WebSocket older API servers content themselves with `get` of exec and attach,
 * which read-only roles have; so `create` is asked for here.
 */
const needed: Record<Way, ReturnType<typeof pods>[]> = {
  exec: [pods('create', 'exec')],
  shell: [pods('create'), pods('get'), pods('create', 'attach')],
  debug: [
    pods('patch', 'ephemeralcontainers'),
    pods('get'),
    pods('create', 'attach'),
  ],
};

export interface Place {
  namespace: string;
  pod?: string;
}

const rightsFor = (way: Way, { namespace: where, pod }: Place): Right[] =>
  needed[way].map(right => ({
    ...right,
    namespace: where,
    ...(pod && { name: pod }),
  }));

const nameOf = ({ resource, subresource }: Right) =>
  [resource, subresource].filter(Boolean).join('/');

/** Those of the rights that this person lacks. */
export async function missingRights(
  {
    cluster: { access, name },
    as,
  }: { cluster: RunningCluster; as: KubeIdentity },
  way: Way,
  place: Place,
): Promise<MissingRight[]> {
  const rights = rightsFor(way, place);
  const answers = await Promise.all(rights.map(each => access.may(as, each)));
  return rights
    .filter((_, at) => !answers[at])
    .map(right => ({
      cluster: name,
      namespace: place.namespace,
      verb: right.verb,
      resource: nameOf(right),
    }));
}

/** Why it may not go on, in a sentence: a right that is missing, or a cluster that cannot be asked. */
export async function whyNot(
  actor: { cluster: RunningCluster; as: KubeIdentity },
  way: Way,
  place: Place,
): Promise<string | undefined> {
  try {
    return lacks(await missingRights(actor, way, place));
  } catch {
    return `The cluster ${actor.cluster.name} cannot be asked whether you may do this. Try again when it answers.`;
  }
}

/** The sentence for who lacks them; undefined for who lacks none. */
export function lacks(missing: readonly MissingRight[]): string | undefined {
  const [first] = missing;
  if (!first) return undefined;
  const rights = missing.map(({ verb, resource }) => `${verb} ${resource}`);
  return `You lack the right to ${rights.join(' and ')} in ${
    first.namespace
  } of ${first.cluster}. The team that owns the namespace can give it.`;
}
