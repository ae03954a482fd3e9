import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { AuditTable } from '../store';
import { appendAudit, type Head } from './appendAudit';
import { searchAudit } from './searchAudit';
import { verifyAudit } from './verifyAudit';

/** The audit chain, and what this process remembers of its end. */
export function createAuditTable(
  knex: Knex,
  logger: LoggerService,
): AuditTable {
  let seen: Head | undefined;
  const remember = (head: Head) => {
    if (head.seq > (seen?.seq ?? 0)) seen = head;
  };
  return {
    async append(line) {
      remember(await appendAudit(knex, line));
    },
    search: options => searchAudit(knex, options),
    async verify() {
      const { head, ...report } = await verifyAudit(knex, seen);
      if (report.broken) {
        const { seq, why } = report.broken;
        logger.error(`The audit table is broken at line ${seq}: ${why}`);
      } else {
        remember(head);
        // Kept where logs are kept, it shows a chain that was written anew while the portal was away.
        logger.info(
          `The audit table is whole up to line ${head.seq}, ${head.hash}`,
        );
      }
      return report;
    },
  };
}
