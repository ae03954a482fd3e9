import { ConflictError, InputError } from '@backstage/errors';
import {
  editRequestSchema,
  paddockRequestCreatePermission,
  type RequestSpec,
} from '@paddock/backstage-plugin-paddock-common';
import type { Request, Router } from 'express';
import type { z } from 'zod';
import { assertMay, findFor } from './findFor';
import { detailOf } from '../detailOf';
import {
  type AskParts,
  checkDraft,
  checkSubmit,
  targetOf,
} from '../check/submit';
import { bodyReader, emptyBody, readBody } from './body';
import { askerOf, idOf } from './asker';
import { lineOf } from '../view/line';
import { findSeen, type Seen, roleIn } from '../view/page';
import type { Asker } from '../parts';
import { recorded } from '../../audit/recorded';
import { sameRef } from '../sameRef';
import type { NewRevision, RequestRow, Submission } from '../store/store';
import { submit } from './submit';
import { Unprocessable } from '../../http/unprocessable';

/** `PUT /requests/:id/spec` and `POST /requests/:id/submit` */
export function addEditRoutes(router: Router, parts: AskParts): void {
  const enter = (req: Request) =>
    askerOf(parts, req, paddockRequestCreatePermission);

  router.put('/requests/:id/spec', bodyReader, async (req, res) => {
    const asker = await enter(req);
    const body = readBody(editRequestSchema, req);
    const row = await edit(parts, { asker, req }, body);
    res.json(lineOf(row));
  });

  router.post('/requests/:id/submit', bodyReader, async (req, res) => {
    const asker = await enter(req);
    readBody(emptyBody, req);
    const seen = await findFor(parts, { act: 'edit', asker }, req);
    if (seen.row.state !== 'draft') {
      throw new ConflictError('Only a draft can be submitted.');
    }
    const row = await submitDraft(parts, { asker, req }, seen);
    res.json(lineOf(row));
  });
}

interface Call {
  asker: Asker;
  req: Request;
}

async function submitDraft(
  parts: AskParts,
  call: Call,
  seen: Seen,
): Promise<RequestRow> {
  const { id } = seen.row;
  const { spec } = seen.revision;
  const revision = await checkSubmit(parts, call.asker, { id, spec });
  return revise(parts, call, { seen, revision, event: 'request-submit' });
}

async function edit(
  parts: AskParts,
  call: Call,
  { spec, revision: expected }: z.output<typeof editRequestSchema>,
): Promise<RequestRow> {
  const { asker, req } = call;
  const seen = await findSeen(parts, asker.visibility, idOf(req));
  const { row } = seen;
  const isChange = row.state === 'live' || row.state === 'attention';
  const role = await roleIn(parts, asker, seen);
  assertMay(isChange ? 'change' : 'edit', row, role);
  if (expected !== row.revision) {
    throw new ConflictError(
      'Somebody else has edited the request in between. Look at it again.',
    );
  }
  assertSameThing(seen, spec);
  const about = { id: row.id, spec, before: seen };
  if (row.state === 'draft') {
    const revision = await checkDraft(parts, asker, about);
    return revise(parts, call, { seen, revision, event: 'request-draft' });
  }
  const revision = await checkSubmit(parts, asker, about);
  return revise(parts, call, { seen, revision, event: 'request-edit' });
}

/** What is there cannot become something else, move, or change hands by an edit. @throws Unprocessable, InputError */
function assertSameThing({ row }: Seen, spec: RequestSpec): void {
  if (spec.kind !== row.kind) {
    throw new InputError('The kind of a request cannot be changed.');
  }
  if (row.approvedRevision === undefined) return;
  const then = targetOf(spec);
  const fixed = (['cluster', 'namespace', 'name'] as const)
    .filter(path => row[path] !== then[path])
    .map(path => ({
      path,
      message: 'What is there already stays where it is. Ask for a new one.',
    }));
  const moved = sameRef(row.team, spec.team)
    ? []
    : [{ path: 'team', message: 'Hand it over to the other team instead.' }];
  const problems = [...fixed, ...moved];
  if (problems.length > 0) throw new Unprocessable(problems);
}

type Event = 'request-draft' | 'request-submit' | 'request-edit';

async function revise(
  parts: AskParts,
  { asker, req }: Call,
  {
    seen,
    revision,
    event,
  }: { seen: Seen; revision: NewRevision; event: Event },
): Promise<RequestRow> {
  const before = seen.row;
  const expected = before.revision;
  const act = {
    event,
    actor: asker.person.userRef,
    request: req,
    requestId: before.id,
    detail: { ...detailOf(before), revision: expected + 1 },
  };
  const write = (submission?: Submission) =>
    parts.store.revise({ revision, expected, submission });
  const { row } = await (event === 'request-draft'
    ? recorded(parts, act, () => write())
    : submit(parts, { act, revision, before }, write));
  return row;
}
