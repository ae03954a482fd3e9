import { createHash } from 'node:crypto';

interface Run {
  task: { id: string };
  step?: { id?: string };
  each?: unknown;
}

/** The same for every try of one step of one task, and another for everything else. */
export function idempotencyKey({ task, step, each }: Run): string {
  return createHash('sha256')
    .update(JSON.stringify([task.id, step?.id ?? '', each ?? '']))
    .digest('hex');
}
