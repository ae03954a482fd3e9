import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';

/** A write and its record are one act: whatever `run` does, how it ended is in the audit log. */
export async function audited<T>(
  auditor: AuditorService,
  event: AuditorServiceCreateEventOptions,
  run: () => Promise<T>,
): Promise<T> {
  const entry = await auditor.createEvent({
    severityLevel: 'medium',
    ...event,
  });
  let result: T;
  try {
    result = await run();
  } catch (error) {
    await entry.fail({ error: toError(error) });
    throw error;
  }
  await entry.success();
  return result;
}
