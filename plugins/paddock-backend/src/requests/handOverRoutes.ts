import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  amountsOf,
  handOverSchema,
  paddockRequestCreatePermission,
} from '@paddock/backstage-plugin-paddock-common';
import type { Router } from 'express';
import { detailOf, findFor } from './acts';
import type { AskParts } from './ask';
import { bodyReader, readBody } from './body';
import { askerOf } from './door';
import { lineOf } from './line';
import type { Seen } from './page';
import type { Asker } from './parts';
import { recorded } from '../audit/recorded';
import { hasRef, sameRef } from './sameRef';
import { settle } from './settle';
import type { NewRevision, RequestRow } from './store';
import { Unprocessable } from '../doors/unprocessable';

/** Nobody is given what they did not ask for: it counts against their budget. @throws NotAllowedError, ConflictError */
function assertTakes({ sight }: Asker, { row }: Seen, team: string): void {
  if (sameRef(row.team, team)) {
    throw new ConflictError('The team has it already.');
  }
  if (!sight.everything && !hasRef(sight.groups, team)) {
    throw new NotAllowedError(
      'You can hand it over to another team of yours only. Ask somebody who is in both teams, or an administrator.',
    );
  }
}

/** `POST /requests/:id/hand-over` */
export function addHandOverRoutes(router: Router, parts: AskParts): void {
  router.post('/requests/:id/hand-over', bodyReader, async (req, res) => {
    const asker = await askerOf(parts, req, paddockRequestCreatePermission);
    const { team } = readBody(handOverSchema, req);
    const seen = await findFor(parts, { act: 'handOver', asker }, req);
    assertTakes(asker, seen, team);
    const act = {
      event: 'request-hand-over',
      actor: asker.person.userRef,
      request: req,
      requestId: seen.row.id,
      detail: { ...detailOf(seen.row), to: team },
    };
    const row = await recorded(parts, act, () =>
      handOver(parts, { asker, seen }, team),
    );
    res.status(202).json(lineOf(row));
  });
}

/**
 * The team and its share of the budget move first; then a revision that says so is made, with the bindings and labels of
 * the new team. When the process dies in between, the row belongs to the new team, and a further edit makes the rest.
 */
async function handOver(
  parts: AskParts,
  { asker, seen }: { asker: Asker; seen: Seen },
  team: string,
): Promise<RequestRow> {
  const { store, checker, settings, notify } = parts;
  const { row } = seen;
  const { id } = row;
  const by = asker.person.userRef;
  const spec = { ...seen.revision.spec, team };
  const { effects, dryRun, hash } = await checker.plan(spec, id);
  const because = `Handed over by ${by}, who is in both teams or an administrator.`;
  const revision: NewRevision = {
    requestId: id,
    spec,
    effects,
    verdict: { say: 'automatic', because },
    dryRun,
    hash,
    by,
  };
  const granted = await store.handOver({
    id,
    team,
    by,
    amounts: amountsOf(spec),
    budget: settings.budgetOf(team),
  });
  if (granted.state === 'over') {
    throw new Unprocessable(
      'The budget of that team does not allow this. Ask an administrator to raise it.',
    );
  }
  const revised = await store.revise({
    revision,
    expected: row.revision,
    state: 'checking',
  });
  const settled = await settle(parts, revised);
  notify({ id, kind: 'handed-over', text: `Handed over to ${team}.`, by });
  return settled;
}
