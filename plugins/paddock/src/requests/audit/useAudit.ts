import { useCallback, useState } from 'react';
import type { AuditFilters, AuditLine } from '../answers';
import { auditPage } from '../client';
import { asRefusal } from '../refusal';
import { useClient } from '../useClient';
import { useLoaded } from '../useLoaded';

interface Older {
  /** The first page that these lines go on from. */
  after: readonly AuditLine[];
  lines: AuditLine[];
  ended: boolean;
}

/** Lines of the audit trail, the newest first, page by page. */
export function useAudit(filters: AuditFilters) {
  const client = useClient();
  const load = useCallback(() => client.audit(filters), [client, filters]);
  const { loaded, again } = useLoaded(load);
  const [older, setOlder] = useState<Older>();
  const [refused, setRefused] = useState('');
  const first = 'value' in loaded ? loaded.value : undefined;
  const more = older && older.after === first ? older : undefined;
  const lines = first && [...first, ...(more?.lines ?? [])];
  const ended = more ? more.ended : (first?.length ?? 0) < auditPage;

  const loadOlder = async () => {
    const last = lines?.[lines.length - 1];
    if (!first || !last) return;
    try {
      const next = await client.audit(filters, last.seq);
      setOlder({
        after: first,
        lines: [...(more?.lines ?? []), ...next],
        ended: next.length < auditPage,
      });
      setRefused('');
    } catch (error) {
      setRefused(asRefusal(error).message);
    }
  };
  return { loaded, again, lines, ended, loadOlder, refused };
}
