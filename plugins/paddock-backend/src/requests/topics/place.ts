import type { Origin, Right } from '../../live/origin';
import type { Area } from '../../live/scope';
import type { Person } from '../../person';
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
): Origin {
  const isAdministrator = ({ groupRefs }: Person) =>
    groupRefs.some(group => hasRef(administrators, group));

  async function may(person: Person, right: Right): Promise<boolean> {
    if (isAdministrator(person)) return true;
    const which = right.namespace;
    if (which === undefined) return false;
    switch (right.resource as What) {
      case 'person':
        return sameRef(person.userRef, which);
      case 'group':
        return hasRef(person.groupRefs, which);
      case 'request':
        return seesRequest(
          {
            person: person.userRef,
            groups: person.groupRefs,
            everything: false,
          },
          which,
        );
      default:
        return false;
    }
  }

  return {
    name: placeName,
    freshness: changes.reach,
    onFreshness: changes.onReach,
    accessOf: person => ({
      identity: JSON.stringify([person.userRef, person.groupRefs]),
      may: right => may(person, right),
    }),
    // Groups come and go in the catalog, and whoever looks is looked up there again and again.
    onAccessChanged: () => () => {},
  };
}
