import type { Person } from '../../person';
import type { WatchedCluster } from '../../kube/watch/cache';
import type { Act, Present, Provision } from '../../kube/write/provision';
import { requestOf } from '../marks';
import { lastObserved } from './observedNamespace';
import { sameRef } from '../sameRef';
import type { RequestRow, RequestStore } from '../store/store';

/** What somebody must be able to do in a namespace to have something made there: run something that uses it. */
const toWork = { verb: 'create', group: 'apps', resource: 'deployments' };

type Asked = Pick<WatchedCluster, 'identity' | 'access'>;

/** The same in every namespace, present and future. */
export async function mayWorkEverywhere(
  { identity, access }: Asked,
  person: Person,
): Promise<boolean> {
  const who = identity(person);
  return who !== undefined && access.may(who, toWork).catch(() => false);
}

/** By the cluster's own RBAC; no where the cluster does not know the person. @throws where it cannot be asked */
export async function askWorkIn(
  { identity, access }: Asked,
  namespace: string,
  person: Person,
): Promise<boolean> {
  const who = identity(person);
  return who !== undefined && access.may(who, { ...toWork, namespace });
}

/** The same, and no where the cluster cannot be asked. */
export const mayWorkIn = (
  cluster: Asked,
  namespace: string,
  person: Person,
): Promise<boolean> => askWorkIn(cluster, namespace, person).catch(() => false);

/** A namespace as it is now, and the request that it belongs to. */
export interface NamespaceNow {
  present?: Present;
  /** That has made it, or is going to make it. Absent for a namespace of others that only has this name or mark. */
  request?: RequestRow;
  /** It carries the mark of an approved request that has not seen yet that it is there. */
  isComing: boolean;
}

type Place = Pick<RequestRow, 'cluster' | 'namespace'>;
type Looks = Pick<Provision, 'get'>;
type Tables = Pick<RequestStore, 'inNamespace' | 'audit'>;

/** @throws what the cluster or the database fails with */
export async function lookUpNamespace(
  { inNamespace, audit }: Tables,
  provision: Looks,
  { cluster, namespace }: Place,
  look?: Act,
): Promise<NamespaceNow> {
  const ref = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  };
  const present = await provision.get(ref, look);
  const request = (await inNamespace({ cluster, namespace })).find(
    ({ kind, state }) => kind === 'namespace' && state !== 'draft',
  );
  if (!request) return { present, isComing: false };
  if (!present) return { request, isComing: false };
  // Anybody who may label a namespace could write our mark on it: the uid says which one it is.
  const isMarked =
    request.approvedRevision !== undefined &&
    requestOf(present.object) === request.id;
  const observation = isMarked
    ? await lastObserved(audit, request.id)
    : undefined;
  return observation?.uid === present.uid
    ? { present, request, isComing: false }
    : { present, isComing: observation?.making ?? false };
}

/** Whether something of a team may be made in a namespace, as it is now. */
export type NamespaceRight =
  /** `uid` is that of the namespace; absent while it is going to be made. */
  | { say: 'yes'; uid?: string }
  /** Not yet; `for` is what has to be waited for. */
  | { say: 'later'; for: string }
  /** `isOver`: the namespace that this was asked for is gone, or goes now, and so it can never be made. */
  | { say: 'no'; why: string; isOver: boolean; isLeaving?: boolean };

/** What is to be made: `id` is known once it was asked for. */
export interface Wish extends Place {
  id?: string;
  team: string;
}

const no = (why: string, isOver = false) => ({
  say: 'no' as const,
  why,
  isOver,
});

/**
 * A team may have something made in a namespace that an approved request of its own has made, which is known by its
 * uid, and wherever whoever asks may work by the cluster's own RBAC. What was asked for in a namespace that was deleted
 * is not made in another one of the same name.
 *
 * @param mayWork - by RBAC, in the namespace as it is now
 * @throws what the cluster or the database fails with
 */
export async function rightIn(
  tables: Tables,
  { provision, look }: { provision: Looks; look?: Act },
  wish: Wish,
  mayWork: () => Promise<boolean>,
): Promise<NamespaceRight> {
  const { namespace } = wish;
  const now = await lookUpNamespace(tables, provision, wish, look);
  const { present, request } = now;
  const known = wish.id ? await lastObserved(tables.audit, wish.id) : undefined;
  const isOwn = request !== undefined && sameRef(request.team, wish.team);
  if (isOwn && request.state === 'removing') {
    const why = `The namespace "${namespace}" is being removed.`;
    return { ...no(why, true), isLeaving: true };
  }
  if (!present) {
    if (isOwn) return promised(request);
    if (known?.uid) return no(`The namespace "${namespace}" is gone.`, true);
    return (await mayWork()) ? { say: 'yes' } : noRight(namespace);
  }
  if (present.deletedAt) {
    return {
      say: 'later',
      for: `the namespace "${namespace}", which is being deleted`,
    };
  }
  if (isOwn) return { say: 'yes', uid: present.uid };
  if (known?.uid && known.uid !== present.uid) {
    const why = `The namespace "${namespace}" was deleted, and another one of this name exists. It is not ours.`;
    return no(why, true);
  }
  if (await mayWork()) return { say: 'yes', uid: present.uid };
  return now.isComing
    ? { say: 'later', for: `the namespace "${namespace}", which is being made` }
    : noRight(namespace);
}

/** A namespace of the team's own that is not there: it is made, or made anew, once it is approved. */
const promised = ({ approvedRevision, name }: RequestRow): NamespaceRight =>
  approvedRevision !== undefined
    ? { say: 'yes' }
    : {
        say: 'later',
        for: `the namespace "${name}", which is not approved yet`,
      };

const noRight = (namespace: string) =>
  no(
    `Neither was the namespace "${namespace}" made for this team, nor may whoever asked create deployments there.`,
  );
