import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { RequestAct } from '@paddock/backstage-plugin-paddock-common';
import type { Request } from 'express';
import { idOf } from './asker';
import { judgeAct } from '../access/may';
import { findSeen, type Seen, roleIn } from '../view/page';
import type { Asker, RequestParts } from '../parts';
import type { Role } from '../access/role';
import type { RequestRow } from '../store/store';

/**
 * The request of the path, for somebody who may do this with it now.
 *
 * @throws NotFoundError for what they do not see, ConflictError where its state does not allow the act, NotAllowedError
 * where they are not the one to do it
 */
export async function findFor(
  parts: RequestParts,
  { act, asker }: { act: RequestAct; asker: Asker },
  req: Request,
): Promise<Seen> {
  const seen = await findSeen(parts, asker.visibility, idOf(req));
  const role = await roleIn(parts, asker, seen);
  assertMay(act, seen.row, role);
  return seen;
}

/** @throws ConflictError, NotAllowedError */
export function assertMay(act: RequestAct, row: RequestRow, role: Role): void {
  const may = judgeAct(act, row, role);
  if (may === true) return;
  throw may.lies === 'state'
    ? new ConflictError(may.reason)
    : new NotAllowedError(may.reason);
}
