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
} from './ask';
import { bodyReader, readBody } from './body';
import { askerOf, idempotencyOf } from './door';
import { lineOf } from './line';
import { findSeen } from './page';
import type { Asker } from './parts';
import { recorded } from './recorded';
import { settle } from './settle';
import type { RequestRow } from './store';

/** `POST /requests/check` and `POST /requests` */
export function addAskRoutes(router: Router, parts: AskParts): void {
  const enter = (req: Request) =>
    askerOf(parts, req, paddockRequestCreatePermission);

  router.post('/requests/check', bodyReader, async (req, res) => {
    const asker = await enter(req);
    const { spec, id } = readBody(checkRequestSchema, req);
    const before =
      id === undefined ? undefined : await findSeen(parts, asker.sight, id);
    const check = await previewing(parts, asker, () =>
      parts.checker.check(asker, spec, { id, before }),
    );
    res.json(check);
  });

  router.post('/requests', bodyReader, async (req, res) => {
    const asker = await enter(req);
    const body = readBody(createRequestSchema, req);
    const idempotency = idempotencyOf(req, body);
    const { userRef: person } = asker.person;
    const known =
      idempotency && (await parts.store.replayed({ person, idempotency }));
    if (known) {
      res.json(lineOf(known));
      return;
    }
    const { row, existed } = await create(parts, { asker, req }, body);
    res.status(existed ? 200 : 201).json(lineOf(row));
  });
}

interface Call {
  asker: Asker;
  req: Request;
}

async function create(
  parts: AskParts,
  { asker, req }: Call,
  body: z.output<typeof createRequestSchema>,
): Promise<{ row: RequestRow; existed: boolean }> {
  const { spec, draft } = body;
  const about = { id: randomUUID(), spec };
  const revision = draft
    ? await checkDraft(parts, asker, about)
    : await checkSubmit(parts, asker, about);
  const created = await recorded(
    parts,
    {
      event: 'request-create',
      actor: asker.person.userRef,
      request: req,
      requestId: about.id,
      detail: { ...targetOf(spec), draft },
    },
    () =>
      parts.store.create({
        revision,
        draft,
        idempotency: idempotencyOf(req, body),
      }),
    ({ row }) => ({ requestId: row.id }),
  );
  if (created.existed || draft) return created;
  return { row: await settle(parts, created.row), existed: false };
}
