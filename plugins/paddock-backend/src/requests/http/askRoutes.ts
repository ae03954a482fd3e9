import {
  checkRequestSchema,
  createRequestSchema,
  paddockRequestCreatePermission,
} from '@paddock/backstage-plugin-paddock-common';
import { randomUUID } from 'node:crypto';
import type { Request, Router } from 'express';
import type { z } from 'zod';
import {
  type AskParts,
  checkDraft,
  checkSubmit,
  previewing,
  targetOf,
} from '../check/submit';
import { bodyReader, readBody } from './body';
import { askerOf, idempotencyOf } from './asker';
import { lineOf } from '../view/line';
import { findSeen } from '../view/page';
import type { Asker } from '../parts';
import { recorded } from '../../audit/recorded';
import { endOf, submit } from './submit';
import type { RequestRow } from '../store/store';

/** `POST /requests/check` and `POST /requests` */
export function addAskRoutes(router: Router, parts: AskParts): void {
  const enter = (req: Request) =>
    askerOf(parts, req, paddockRequestCreatePermission);

  router.post('/requests/check', bodyReader, async (req, res) => {
    const asker = await enter(req);
    const { spec, id } = readBody(checkRequestSchema, req);
    const before =
      id === undefined
        ? undefined
        : await findSeen(parts, asker.visibility, id);
    const check = await previewing(parts, asker, () =>
      parts.checker.check(asker, spec, { id, before }),
    );
    res.json(check);
  });

  router.post('/requests', bodyReader, async (req, res) => {
    const asker = await enter(req);
    const body = readBody(createRequestSchema, req);
    const { row, existed } = await createOnce(parts, { asker, req }, body);
    res.status(existed ? 200 : 201).json(lineOf(row));
  });
}

interface Call {
  asker: Asker;
  req: Request;
}

type Created = { row: RequestRow; existed: boolean };
type CreateBody = z.output<typeof createRequestSchema>;

/** The same submit under the same key is one request, whichever of them comes first. */
async function createOnce(
  parts: AskParts,
  call: Call,
  body: CreateBody,
): Promise<Created> {
  const { userRef: person } = call.asker.person;
  const idempotency = idempotencyOf(call.req, body);
  const replayed = async (): Promise<Created | undefined> => {
    const row =
      idempotency && (await parts.store.replayed({ person, idempotency }));
    return row && { row, existed: true };
  };
  const known = await replayed();
  if (known) return known;
  try {
    return await create(parts, call, body);
  } catch (error) {
    // Its twin may have taken the very name meanwhile that this one was refused for.
    const twin = await replayed();
    if (twin) return twin;
    throw error;
  }
}

async function create(
  parts: AskParts,
  { asker, req }: Call,
  body: CreateBody,
): Promise<Created> {
  const { spec, draft } = body;
  const about = { id: randomUUID(), spec };
  const idempotency = idempotencyOf(req, body);
  const act = {
    event: 'request-create',
    actor: asker.person.userRef,
    request: req,
    requestId: about.id,
    detail: { ...targetOf(spec), draft },
  };
  if (draft) {
    const revision = await checkDraft(parts, asker, about);
    const write = () => parts.store.create({ revision, idempotency });
    return recorded(parts, act, write, endOf);
  }
  const revision = await checkSubmit(parts, asker, about);
  return submit(parts, { act, revision }, submission =>
    parts.store.create({ revision, submission, idempotency }),
  );
}
