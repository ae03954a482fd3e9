import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { RequestAct } from '@paddock/backstage-plugin-paddock-common';
import type { Request } from 'express';
import { idOf } from './asker';
import { judgeAct } from '../access/may';
import { findSeen, type Seen, standingIn } from '../view/page';
import type { Asker, RequestParts } from '../parts';
import type { Standing } from '../access/role';
import type { RequestRow } from '../store/contract';

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
  const seen = await findSeen(parts, asker.sight, idOf(req));
  const standing = await standingIn(parts, asker, seen);
  assertMay(act, seen.row, standing);
  return seen;
}

/** @throws ConflictError, NotAllowedError */
export function assertMay(
  act: RequestAct,
  row: RequestRow,
  standing: Standing,
): void {
  const may = judgeAct(act, row, standing);
  if (may === true) return;
  throw may.lies === 'state'
    ? new ConflictError(may.reason)
    : new NotAllowedError(may.reason);
}

export { detailOf } from '../detailOf';
