import { createHash } from 'node:crypto';
import type { AuditRecord, Picture, RevisionRecord } from './picture.ts';

/** JSON with sorted keys and nothing between: written anew here, so that a mistake in the portal's own shows. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const record = value as Record<string, unknown>;
  const fields = Object.keys(record).sort();
  return `{${fields
    .map(key => `${JSON.stringify(key)}:${canonical(record[key])}`)
    .join()}}`;
}

const sha256 = (text: string) =>
  createHash('sha256').update(text).digest('hex');

/** Lines about something that is made or changed, in a cluster or in Vault. */
export const isEffect = ({ event }: AuditRecord): boolean =>
  /^(create|change|write|retain|remove)-/.test(event);

/**
 * I4: nothing happens before it is approved; nobody approves their own; and the approval is bound to exactly what was
 * asked and is made.
 */
export function approvalFaults({ revisions, audit }: Picture): string[] {
  const decided = new Map<string, RevisionRecord>();
  const faults: string[] = [];
  for (const each of revisions) {
    const { requestId: id, spec, effects, hash } = each;
    decided.set(`${id} ${each.revision}`, each);
    if (sha256(canonical({ spec, effects })) !== hash) {
      faults.push(`I4: revision ${each.revision} of ${id} has another hash`);
    }
    const { by, decidedBy } = each;
    if (each.decision === 'approved' && (!decidedBy || same(by, decidedBy))) {
      faults.push(`I4: ${decidedBy} has approved their own request ${id}`);
    }
  }
  return [
    ...faults,
    ...audit.filter(isEffect).flatMap(line => effectFaults(line, decided)),
  ];
}

const same = (one: string, other: string) =>
  one.toLowerCase() === other.toLowerCase();

function effectFaults(
  line: AuditRecord,
  decided: ReadonlyMap<string, RevisionRecord>,
): string[] {
  const { requestId, detail, at, event } = line;
  const revision = decided.get(`${requestId} ${detail.revision}`);
  const yes = ['approved', 'automatic'].includes(revision?.decision ?? '');
  return yes && revision!.decidedAt <= at
    ? []
    : [`I4: ${event} of ${requestId} is not covered by an approval`];
}
