import { z } from 'zod';
import { imagesInWords } from './images';

/** The annotation by which a Deployment asks to be rolled back by the portal itself, and its only value. */
export const rollbackAnnotation = 'paddock.internal/rollback';
export const rollbackOnDeadline = 'on-deadline';

/** The annotation in which the portal writes down what it has rolled back, in the same change. */
export const rolledBackAnnotation = 'paddock.internal/rolled-back';

/** How many are kept: a Deployment keeps ten revisions unless told otherwise. */
export const rollbacksKept = 10;

export const automaticRollbackSchema = z.strictObject({
  /** The revision that made no progress, and the one that took its place. */
  from: z.number().int().min(1),
  to: z.number().int().min(1),
  /** Name of the ReplicaSet that was rolled back from: the same template has the same one again. */
  set: z.string().min(1).max(253),
  /** ISO 8601 */
  at: z.iso.datetime(),
  images: z.strictObject({
    from: z.array(z.string().max(512)).max(20),
    to: z.array(z.string().max(512)).max(20),
  }),
});

/** One rollback by the portal itself. */
export type AutomaticRollback = z.infer<typeof automaticRollbackSchema>;

const annotation = z.array(automaticRollbackSchema).max(rollbacksKept);

/** What the annotation says, newest first; nothing where somebody has written something else into it. */
export function readRollbacks(text: string | undefined): AutomaticRollback[] {
  if (text === undefined) return [];
  try {
    return annotation.safeParse(JSON.parse(text)).data ?? [];
  } catch {
    return [];
  }
}

/** What happened, without when: that is shown beside it. */
export function describeRollback({ from, to, images }: AutomaticRollback) {
  const before = imagesInWords(images.from);
  const after = imagesInWords(images.to);
  const what = before === after ? before : `${before} → ${after}`;
  return `Rolled back by itself from revision ${from} to revision ${to} (${what}): revision ${from} made no progress before its deadline.`;
}
