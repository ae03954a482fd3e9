import { useState } from 'react';
import { inWords } from '../../portal/PortalError';
import { useGet } from '../../portal/useLoaded';
import { usePortal } from '../../portal/usePortal';
import type { AuditFilters, AuditLine } from '../answers';
import { auditPage, auditPath } from './auditPath';

interface Page {
  items: AuditLine[];
}

interface Older {
  /** The first page that these lines go on from. */
  after: readonly AuditLine[];
  lines: AuditLine[];
  ended: boolean;
}

const limit = `${auditPage}`;

/** Lines of the audit trail, the newest first, page by page. */
export function useAudit(filters: AuditFilters) {
  const portal = usePortal();
  const { loaded, again } = useGet<Page>(auditPath('', filters, { limit }), {
    whole: 'the audit trail',
  });
  const [older, setOlder] = useState<Older>();
  const [refused, setRefused] = useState('');
  const first = 'value' in loaded ? loaded.value.items : undefined;
  const more = older && older.after === first ? older : undefined;
  const lines = first && [...first, ...(more?.lines ?? [])];
  const ended = more ? more.ended : (first?.length ?? 0) < auditPage;

  const loadOlder = async () => {
    const last = lines?.[lines.length - 1];
    if (!first || !last) return;
    try {
      const before = `${last.seq}`;
      const path = auditPath('', filters, { limit, before });
      const { items } = await portal.get<Page>(path);
      setOlder({
        after: first,
        lines: [...(more?.lines ?? []), ...items],
        ended: items.length < auditPage,
      });
      setRefused('');
    } catch (error) {
      setRefused(inWords(error));
    }
  };
  return { loaded, again, lines, ended, loadOlder, refused };
}
