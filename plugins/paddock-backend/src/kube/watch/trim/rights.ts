import type { Intern } from '../intern';
import type { RightsRow } from '../rows/surroundings';
import { rowOf } from '../../objects/wire';

/** Asked for as metadata only: the rules themselves never leave the API server. */
export function trimRights<Kind extends RightsRow['kind']>(kind: Kind) {
  return (object: unknown, intern: Intern): RightsRow => ({
    kind,
    ...rowOf((object as { metadata?: object }).metadata, intern),
  });
}
