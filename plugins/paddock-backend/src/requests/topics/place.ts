import type {
  KubeIdentity,
  Right,
  WatchedCluster,
} from '../../kube/watch/cache';
import type { Area } from '../../live/scope';
import { hasRef, sameRef } from '../sameRef';
import type { Changes } from './changes';
import type { Visibility } from '../store/store';

/** What may be seen: requests of a person, of a group, or one request. The namespace of an area says which. */
type What = 'person' | 'group' | 'request';

export const placeName = 'requests';

export const areaOf = (what: What, which: string): Area => ({
  cluster: placeName,
  namespace: which,
  what,
});

export const rightsTo = (what: string): Right[] => [
  { verb: 'see', group: 'paddock.internal', resource: what },
];

/** The live views know clusters. For them, the table of requests is a place of the same kind. */
export type Place = Pick<
  WatchedCluster,
  'name' | 'reach' | 'onReach' | 'access' | 'identity'
>;

/**
 * The table of requests as the live views see it: who is who there, who sees what, and how far its picture can be
 * trusted. The portal itself decides here, by the catalog's groups.
 *
 * @param seesRequest - whether somebody sees the request with this id
 */
export function createPlace(
  changes: Pick<Changes, 'reach' | 'onReach'>,
  administrators: readonly string[],
  seesRequest: (visibility: Visibility, id: string) => Promise<boolean>,
): Place {
  const isAdministrator = ({ groups }: KubeIdentity) =>
    groups.some(group => hasRef(administrators, group));

  async function may(who: KubeIdentity, right: Right): Promise<boolean> {
    if (isAdministrator(who)) return true;
    const which = right.namespace;
    if (which === undefined) return false;
    switch (right.resource as What) {
      case 'person':
        return sameRef(who.user, which);
      case 'group':
        return hasRef(who.groups, which);
      case 'request':
        return seesRequest(
          { person: who.user, groups: who.groups, everything: false },
          which,
        );
      default:
        return false;
    }
  }

  return {
    name: placeName,
    reach: changes.reach,
    onReach: changes.onReach,
    // Groups come and go in the catalog, and whoever looks is looked up there again and again.
    access: { may, onRightsChanged: () => () => {} },
    identity: ({ userRef, groupRefs }) => ({
      user: userRef,
      groups: groupRefs,
    }),
  };
}
