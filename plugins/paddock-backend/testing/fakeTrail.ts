import type { AuditTrail, NewLine } from '../src/audit/trail';

/** An audit trail in memory, with every line that was appended. */
export function createFakeTrail() {
  const lines: NewLine[] = [];
  const trail: Pick<AuditTrail, 'append' | 'owe'> = {
    async append(line) {
      lines.push(line);
      return { seq: lines.length, hash: '0'.repeat(64) };
    },
    owe: line => void lines.push(line),
  };
  return { ...trail, lines };
}
