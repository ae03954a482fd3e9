import type { AuditFilters } from '../answers';

/** Lines of the audit trail that are read at once. */
export const auditPage = 100;

/** Where the trail is read, `''`, or exported. */
export function auditPath(
  what: '' | '/export',
  filters: AuditFilters,
  more: Record<string, string> = {},
): string {
  const given = Object.entries({ ...filters, ...more });
  return `/audit${what}?${new URLSearchParams(
    given.filter(([, value]) => value !== ''),
  )}`;
}
