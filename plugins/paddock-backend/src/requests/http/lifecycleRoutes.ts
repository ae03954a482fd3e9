import {
  paddockRequestCreatePermission,
  paddockRequestReadPermission,
  removeSchema,
  saySchema,
  type TimelineEntry,
  type TimelineKind,
} from '@paddock/backstage-plugin-paddock-common';
import type { Request, Router } from 'express';
import { findFor } from './findFor';
import { detailOf } from '../detailOf';
import { bodyReader, emptyBody, readBody } from './body';
import { askerOf, idOf } from './asker';
import { lineOf } from '../view/line';
import { findSeen, type Seen } from '../view/page';
import type { Asker, RequestParts } from '../parts';
import { recorded } from '../../audit/recorded';
import { lookAtRemoval } from '../view/removal';
import { Unprocessable } from '../../http/unprocessable';
import { visible } from '../../audit/visible';
import { lookUpUsers } from '../view/users';

/** A story that is longer is no story any more, and every viewer would have to read it. */
const linesAtMost = 1_000;

const actOf = (
  event: string,
  { row }: Seen,
  { asker, req }: { asker: Asker; req: Request },
) => ({
  event,
  actor: asker.person.userRef,
  request: req,
  requestId: row.id,
  detail: detailOf(row),
});

/** Whether what went wrong was its removal, and not its making. Pure. */
function isLeaving(timeline: readonly TimelineEntry[]): boolean {
  const turns: readonly TimelineKind[] = ['approved', 'removing', 'expired'];
  const last = timeline.findLast(({ kind }) => turns.includes(kind));
  return last !== undefined && last.kind !== 'approved';
}

/** `POST /requests/:id/comment`, `/remove` and `/retry`; `GET /requests/:id/removal` and `/users` */
export function addCareRoutes(router: Router, parts: RequestParts): void {
  const { store, notify } = parts;
  router.post('/requests/:id/comment', bodyReader, async (req, res) => {
    const asker = await askerOf(parts, req, paddockRequestReadPermission);
    const text = visible(readBody(saySchema, req).text);
    const seen = await findFor(parts, { act: 'comment', asker }, req);
    const { id } = seen.row;
    const { length } = await store.timeline(id);
    if (length >= linesAtMost) {
      throw new Unprocessable('This request has too long a story already.');
    }
    const by = asker.person.userRef;
    const act = actOf('request-comment', seen, { asker, req });
    await recorded(parts, act, () =>
      store.say(id, { kind: 'comment', by, text }),
    );
    notify({ id, kind: 'comment', text, by });
    res.status(204).end();
  });

  router.get('/requests/:id/removal', async (req, res) => {
    const asker = await askerOf(parts, req, paddockRequestReadPermission);
    const { row } = await findSeen(parts, asker.visibility, idOf(req));
    res.json(await lookAtRemoval(parts, asker, row));
  });

  router.get('/requests/:id/users', async (req, res) => {
    const asker = await askerOf(parts, req, paddockRequestReadPermission);
    const { row } = await findSeen(parts, asker.visibility, idOf(req));
    res.json(await lookUpUsers(parts, asker, row));
  });

  router.post('/requests/:id/remove', bodyReader, async (req, res) => {
    const asker = await askerOf(parts, req, paddockRequestCreatePermission);
    const { name } = readBody(removeSchema, req);
    const seen = await findFor(parts, { act: 'remove', asker }, req);
    const { id, state, team } = seen.row;
    if (name !== seen.row.name) {
      throw new Unprocessable([
        { path: 'name', message: `Type the name "${seen.row.name}".` },
      ]);
    }
    const by = asker.person.userRef;
    const act = actOf('request-remove', seen, { asker, req });
    const row = await recorded(parts, act, () =>
      store.move({
        id,
        team,
        from: [state],
        to: 'removing',
        say: { kind: 'removing', by, text: 'Removal was asked for.' },
      }),
    );
    res.status(202).json(lineOf(row));
  });

  router.post('/requests/:id/retry', bodyReader, async (req, res) => {
    const asker = await askerOf(parts, req, paddockRequestCreatePermission);
    readBody(emptyBody, req);
    const seen = await findFor(parts, { act: 'retry', asker }, req);
    const { id, team } = seen.row;
    const act = actOf('request-retry', seen, { asker, req });
    const to = isLeaving(await store.timeline(id)) ? 'removing' : 'making';
    const row = await recorded(parts, act, () =>
      store.move({ id, team, from: ['attention'], to }),
    );
    res.status(202).json(lineOf(row));
  });
}
