import { ConflictError } from '@backstage/errors';
import {
  amountsOf,
  approveSchema,
  paddockRequestCreatePermission,
  paddockRequestDecidePermission,
  saySchema,
} from '@paddock/backstage-plugin-paddock-common';
import type { Request, Router } from 'express';
import { findFor } from './findFor';
import { detailOf } from '../detailOf';
import { askRight } from '../access/askRight';
import { bodyReader, emptyBody, readBody } from './body';
import { askerOf } from './asker';
import { lineOf } from '../view/line';
import type { Seen } from '../view/page';
import type { Asker, RequestParts } from '../parts';
import { recorded } from '../../audit/recorded';
import type { RequestRow, RequestStore } from '../store/store';
import { visible } from '../../audit/visible';

type Decision = Parameters<RequestStore['decide']>[0]['decision'];

/** `POST /requests/:id/approve`, `/reject` and `/withdraw` */
export function addDecisionRoutes(router: Router, parts: RequestParts): void {
  const { notify } = parts;
  router.post('/requests/:id/approve', bodyReader, async (req, res) => {
    const asker = await askerOf(parts, req, paddockRequestDecidePermission);
    const { hash } = readBody(approveSchema, req);
    const seen = await findFor(parts, { act: 'approve', asker }, req);
    await assertRight(parts, seen);
    const by = asker.person.userRef;
    const decision = { state: 'approved', by } as const;
    const row = await decide(parts, { asker, req, seen }, { decision, hash });
    // The worker makes it, as soon as it is written down; whoever approves does not wait for that.
    notify({ id: row.id, kind: 'approved', text: `Approved by ${by}.`, by });
    res.status(202).json(lineOf(row));
  });

  router.post('/requests/:id/reject', bodyReader, async (req, res) => {
    const asker = await askerOf(parts, req, paddockRequestDecidePermission);
    const reason = visible(readBody(saySchema, req).text);
    const seen = await findFor(parts, { act: 'reject', asker }, req);
    const by = asker.person.userRef;
    const decision = { state: 'rejected', by, reason } as const;
    const row = await decide(parts, { asker, req, seen }, { decision });
    notify({ id: row.id, kind: 'rejected', text: reason, by });
    res.json(lineOf(row));
  });

  router.post('/requests/:id/withdraw', bodyReader, async (req, res) => {
    const asker = await askerOf(parts, req, paddockRequestCreatePermission);
    readBody(emptyBody, req);
    const seen = await findFor(parts, { act: 'withdraw', asker }, req);
    const by = asker.person.userRef;
    const decision = { state: 'withdrawn', by } as const;
    const row = await decide(parts, { asker, req, seen }, { decision });
    const text = `Withdrawn by ${by}.`;
    notify({ id: row.id, kind: 'withdrawn', text, by });
    res.json(lineOf(row));
  });
}

/**
 * Who asked may have lost the right since, and the namespace may be another one.
 *
 * @throws ConflictError, and what the cluster fails with
 */
async function assertRight(
  parts: RequestParts,
  { row, revision }: Seen,
): Promise<void> {
  const right = await askRight(parts, row, revision.by);
  if (right.say === 'yes') return;
  if (right.say === 'later') {
    throw new ConflictError(`This has to wait for ${right.for}.`);
  }
  // What waits for a namespace that is gone is ended by the worker.
  await parts.store.wake(row.id);
  throw new ConflictError(right.why);
}

const events = {
  approved: 'request-approve',
  automatic: 'request-approve',
  rejected: 'request-reject',
  withdrawn: 'request-withdraw',
} as const satisfies Record<Decision['state'], string>;

/** @throws ConflictError when the request has moved on, or the budget does not allow it any more */
function decide(
  parts: RequestParts,
  { asker, req, seen }: { asker: Asker; req: Request; seen: Seen },
  { decision, hash }: { decision: Decision; hash?: string },
): Promise<RequestRow> {
  const { row, revision } = seen;
  const { id } = row;
  const act = {
    event: events[decision.state],
    actor: asker.person.userRef,
    request: req,
    requestId: id,
    detail: { ...detailOf(row), hash: revision.hash },
  };
  return recorded(parts, act, async () => {
    const granted = await parts.store.decide({
      id,
      revision: row.revision,
      hash: hash ?? revision.hash,
      decision,
      amounts: amountsOf(revision.spec),
      budget: parts.settings.budgetOf(row.team),
    });
    if (granted.state === 'over') {
      throw new ConflictError(
        'The budget of the team does not allow this any more. Raise the budget, or have something else of the team made smaller first.',
      );
    }
    return (await parts.store.get(id)) ?? row;
  });
}
