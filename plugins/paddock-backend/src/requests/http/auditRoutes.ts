import { once } from 'node:events';
import {
  auditFilterSchema,
  auditQuerySchema,
  auditVerifySchema,
  paddockAuditReadPermission,
} from '@paddock/backstage-plugin-paddock-common';
import type { Response, Router } from 'express';
import type { z } from 'zod';
import { askerOf } from './asker';
import type { RequestParts } from '../parts';
import { readQuery } from './readQuery';
import { recorded } from '../../audit/recorded';
import type { AuditLine } from '../../audit/trail';
import type { RequestStore } from '../store/store';
import { oneLine } from '../../audit/visible';

type Filters = z.output<typeof auditFilterSchema>;

/** Lines that are in memory at once. */
const batch = 500;

/** All lines, the newest first, a batch at a time. */
async function* allLines(
  { audit }: Pick<RequestStore, 'audit'>,
  filters: Filters,
): AsyncGenerator<AuditLine[]> {
  let before: number | undefined;
  for (;;) {
    const lines = await audit.search({
      ...filters,
      ...(before !== undefined && { before }),
      limit: batch,
    });
    if (lines.length > 0) yield lines;
    if (lines.length < batch) return;
    before = lines.at(-1)!.seq;
  }
}

/** One JSON object a line; whatever a line holds, it stays one line, and a terminal shows it as text. */
const textOf = (line: AuditLine) => `${oneLine(JSON.stringify(line))}\n`;

async function sendLines(
  res: Response,
  batches: AsyncGenerator<AuditLine[]>,
): Promise<void> {
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  for await (const lines of batches) {
    if (gone.signal.aborted) return;
    const taken = res.write(lines.map(textOf).join(''));
    // A reader that does not read holds back the next batch, and nothing is gathered meanwhile.
    if (!taken) {
      await once(res, 'drain', { signal: gone.signal }).catch(() => {});
    }
  }
  res.end();
}

/** `GET /audit`, `GET /audit/export` and `GET /audit/verify`, for administrators. */
export function addAuditRoutes(router: Router, parts: RequestParts): void {
  const { store } = parts;
  router.get('/audit', async (req, res) => {
    await askerOf(parts, req, paddockAuditReadPermission);
    const query = readQuery(auditQuerySchema, req.url);
    const items = await store.audit.search(query);
    res.set('Cache-Control', 'no-store').json({ items });
  });

  router.get('/audit/export', async (req, res) => {
    const asker = await askerOf(parts, req, paddockAuditReadPermission);
    const filters = readQuery(auditFilterSchema, req.url);
    const act = {
      event: 'audit-export',
      actor: asker.person.userRef,
      request: req,
      detail: { ...filters },
    };
    await recorded(parts, act, () => {
      res.writeHead(200, {
        'Content-Type': 'application/x-ndjson; charset=utf-8',
        'Content-Disposition': 'attachment; filename="audit.ndjson"',
        'Cache-Control': 'no-store, no-transform',
        'X-Content-Type-Options': 'nosniff',
      });
      return sendLines(res, allLines(store, filters));
    });
  });

  router.get('/audit/verify', async (req, res) => {
    await askerOf(parts, req, paddockAuditReadPermission);
    const { known } = readQuery(auditVerifySchema, req.url);
    const verdict = await store.audit.verify(known);
    res.set('Cache-Control', 'no-store').json(verdict);
  });
}
