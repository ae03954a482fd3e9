import type { EffectObject } from '@paddock/backstage-plugin-paddock-common';
import type { KubeIdentity, Right } from '../../src/kube/watch/cache';
import { Unreachable } from '../../src/kube/connection/errors';
import type {
  ObjectRef,
  Present,
  Provision,
} from '../../src/kube/write/provision';
import type { RunningCluster } from '../../src/kube/watchedCluster';

/** A cluster in memory, as far as whoever checks a request asks it. */
export interface RequestsCluster {
  running: RunningCluster;
  objects: Map<string, Present>;
  /** Puts an object there. */
  put(object: EffectObject): void;
  /** What was tried by a dry run, with the namespace in which it was. */
  tried: EffectObject[];
  /** Says why a dry run is refused. Nothing is unless set. */
  refuses?: (object: EffectObject) => string | undefined;
  /** Answers for rights. Members of `team-X` may work in the namespace X unless set. */
  allows: (who: KubeIdentity, right: Right) => boolean;
  away: boolean;
  /** The cluster's RBAC does not let the portal create anything. */
  lacksRights?: boolean;
  /** Dry runs are answered once this is over. */
  held?: Promise<void>;
}

const keyOf = ({ kind, metadata }: ObjectRef) =>
  `${kind}/${metadata.namespace ?? ''}/${metadata.name}`;

export function createRequestsCluster(name: string): RequestsCluster {
  let put = 0;
  const cluster: RequestsCluster = {
    objects: new Map(),
    tried: [],
    away: false,
    allows: ({ groups }, { namespace }) => groups.includes(`team-${namespace}`),
    put(object) {
      cluster.objects.set(keyOf(object), {
        uid: `uid-${(put += 1)}`,
        resourceVersion: '1',
        object,
      });
    },
    running: undefined as never,
  };
  cluster.running = {
    name,
    reach: () =>
      cluster.away
        ? { state: 'stale', since: '2026-01-01T00:00:00Z', reason: 'gone' }
        : { state: 'live' },
    onReach: () => () => {},
    identity: ({ email, groupRefs }) =>
      email === undefined
        ? undefined
        : {
            user: email,
            groups: groupRefs
              .map(ref => ref.split('/')[1]!)
              .filter(group => !group.startsWith('system')),
          },
    access: {
      may: async (who, right) => cluster.allows(who, right),
      onRightsChanged: () => () => {},
    },
    cache: () =>
      ({
        all: () => [{ namespace: 'payments' }, { namespace: 'storefront' }],
        inNamespace: () => [{}, {}],
      } as never),
    provision: provisionOf(cluster),
  } satisfies Partial<RunningCluster> as unknown as RunningCluster;
  return cluster;
}

function provisionOf(cluster: RequestsCluster): Provision {
  const reached = () => {
    if (cluster.away) throw new Unreachable('No answer from the cluster');
  };
  return {
    async get(ref) {
      reached();
      return cluster.objects.get(keyOf(ref));
    },
    async list({ kind }, { namespace }) {
      reached();
      return [...cluster.objects.values()].filter(
        ({ object }) =>
          object.kind === kind && object.metadata.namespace === namespace,
      );
    },
    async dryRun(object) {
      reached();
      await cluster.held;
      cluster.tried.push(object);
      const message = cluster.refuses?.(object);
      if (cluster.lacksRights) {
        return { state: 'refused', status: 403, message: 'RBAC says no' };
      }
      return message
        ? { state: 'refused', status: 422, message }
        : { state: 'accepted', object };
    },
    mayApply: async () => !cluster.lacksRights,
  } as Partial<Provision> as Provision;
}
