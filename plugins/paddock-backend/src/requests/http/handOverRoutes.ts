import { ConflictError } from '@backstage/errors';
import {
  acceptSchema,
  handOverSchema,
  paddockRequestCreatePermission,
  paddockRequestReadPermission,
} from '@paddock/backstage-plugin-paddock-common';
import type { Router } from 'express';
import { findFor } from './findFor';
import { detailOf } from '../detailOf';
import type { AskParts } from '../check/submit';
import { askRight } from '../access/askRight';
import { bodyReader, emptyBody, readBody } from './body';
import { askerOf, idOf } from './asker';
import { lookAtHandOver, markOf, partingOf, planMoves } from '../view/handOver';
import { teamProblem } from '../check/known';
import { lineOf } from '../view/line';
import { findSeen, type Seen } from '../view/page';
import type { Asker } from '../parts';
import { recorded } from '../../audit/recorded';
import { hasRef } from '../sameRef';
import type { RequestRow } from '../store/store';
import { Unprocessable } from '../../http/unprocessable';

const dayMs = 86_400_000;

/** `GET` and `POST /requests/:id/hand-over`, `POST /requests/:id/accept` and `/decline` */
export function addHandOverRoutes(router: Router, parts: AskParts): void {
  const { store, settings, notify } = parts;
  router.get('/requests/:id/hand-over', async (req, res) => {
    const asker = await askerOf(parts, req, paddockRequestReadPermission);
    const { row } = await findSeen(parts, asker.visibility, idOf(req));
    res.json(await lookAtHandOver(parts, row));
  });

  router.post('/requests/:id/hand-over', bodyReader, async (req, res) => {
    const asker = await askerOf(parts, req, paddockRequestCreatePermission);
    const { team } = readBody(handOverSchema, req);
    const { row } = await findFor(parts, { act: 'handOver', asker }, req);
    await assertCanOwn(parts, { asker, row }, team);
    const by = asker.person.userRef;
    const text = `Offered to ${team}.`;
    const act = {
      event: 'request-offer',
      actor: by,
      request: req,
      requestId: row.id,
      detail: { ...detailOf(row), to: team },
    };
    const offered = await recorded(parts, act, () =>
      store.offer({
        id: row.id,
        team,
        from: row.team,
        by,
        forMs: settings.waitingDays * dayMs,
        text,
      }),
    );
    notify({ id: row.id, kind: 'offered', text, by });
    res.status(202).json(lineOf(offered));
  });

  router.post('/requests/:id/decline', bodyReader, async (req, res) => {
    const asker = await askerOf(parts, req, paddockRequestCreatePermission);
    readBody(emptyBody, req);
    const { row } = await findFor(parts, { act: 'decline', asker }, req);
    const team = row.offer?.team ?? '';
    const by = asker.person.userRef;
    const text = hasRef(asker.visibility.groups, team)
      ? `Declined for ${team}.`
      : `The offer to ${team} was taken back.`;
    const act = {
      event: 'request-offer-end',
      actor: by,
      request: req,
      requestId: row.id,
      detail: { ...detailOf(row), to: team },
    };
    const ended = await recorded(parts, act, () =>
      store.endOffer({ id: row.id, team, by, text }),
    );
    notify({ id: row.id, kind: 'offer-ended', text, by, offeredTo: team });
    res.json(lineOf(ended));
  });

  router.post('/requests/:id/accept', bodyReader, async (req, res) => {
    const asker = await askerOf(parts, req, paddockRequestCreatePermission);
    const { mark } = readBody(acceptSchema, req);
    const seen = await findFor(parts, { act: 'accept', asker }, req);
    const { id } = seen.row;
    const team = seen.row.offer?.team ?? '';
    const by = asker.person.userRef;
    const act = {
      event: 'request-hand-over',
      actor: by,
      request: req,
      requestId: id,
      detail: { ...detailOf(seen.row), to: team },
    };
    const { row } = await recorded(
      parts,
      act,
      () => accept(parts, { asker, seen }, { team, mark }),
      ({ along }) => ({ detail: { from: seen.row.team, along } }),
    );
    const text = `Handed over to ${team}.`;
    notify({ id, kind: 'handed-over', text, by });
    res.status(202).json(lineOf(row));
  });
}

/** As for whoever is named in a new request. @throws Unprocessable, and what the catalog or the cluster fails with */
async function assertCanOwn(
  parts: AskParts,
  { asker, row }: { asker: Asker; row: RequestRow },
  team: string,
): Promise<void> {
  const { credentials } = asker;
  const cluster = parts.clusters.get(row.cluster);
  const message = await teamProblem(parts, { cluster, credentials }, team);
  if (message) throw new Unprocessable([{ path: 'team', message }]);
}

/**
 * All of it changes hands in one step, or nothing does.
 *
 * @throws ConflictError when it is not what was looked at, Unprocessable over the budget of the new team
 */
async function accept(
  parts: AskParts,
  { asker, seen }: { asker: Asker; seen: Seen },
  { team, mark }: { team: string; mark: string },
): Promise<{ row: RequestRow; along: string }> {
  const { store, settings } = parts;
  const { row } = seen;
  const by = asker.person.userRef;
  await assertCanOwn(parts, { asker, row }, team);
  const right = await askRight(parts, { ...row, team }, by);
  if (right.say !== 'yes') {
    throw new ConflictError(
      right.say === 'later'
        ? `This has to wait for ${right.for}.`
        : `It lies in a namespace where the team that it is offered to has no right. ${right.why}`,
    );
  }
  const parting = await partingOf(store, row);
  if (markOf(parting) !== mark) {
    throw new ConflictError(
      'What would be handed over has changed since it was looked at. Look at it again.',
    );
  }
  const granted = await store.handOver({
    id: row.id,
    team,
    by,
    budget: settings.budgetOf(team),
    moves: await planMoves(parts, parting, { team, by }),
  });
  if (granted.state === 'over') {
    throw new Unprocessable(
      'The budget of that team does not allow this. Ask an administrator to raise it.',
    );
  }
  return {
    row: (await store.get(row.id)) ?? row,
    along: parting.goes
      .slice(1)
      .map(each => `${each.kind} ${each.name}`)
      .join(', '),
  };
}
