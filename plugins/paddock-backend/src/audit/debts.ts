import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AuditTrail, NewLine } from './trail';

/** More than this is not kept while the database is away, in lines; an act begins only where the trail can be written. */
const most = 10_000;

/** Lines of what has happened, that could not be written when it did. */
export function createDebts({
  write,
  isWritten,
  logger,
}: {
  write: AuditTrail['append'];
  /** The answer may have been lost, and not the line. */
  isWritten(line: NewLine): Promise<boolean>;
  logger: LoggerService;
}) {
  const lines: NewLine[] = [];
  let paying: Promise<void> | undefined;

  async function payAll() {
    try {
      for (let line = lines[0]; line; line = lines[0]) {
        if (!(await isWritten(line))) await write(line);
        lines.shift();
      }
    } catch (error) {
      logger.warn(`${lines.length} lines of the audit trail wait: ${error}`);
    }
  }

  return {
    owe(line: NewLine): void {
      if (lines.length < most) lines.push(line);
      else logger.error(`A line of the audit trail is lost: ${line.event}`);
    },
    /** Writes what waits, in its order, as far as that is possible now. Never throws. */
    pay(): Promise<void> {
      paying ??= payAll().finally(() => {
        paying = undefined;
      });
      return paying;
    },
  };
}
