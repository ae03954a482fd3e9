import { createHash } from 'node:crypto';

/** As they stand; with PADDOCK_ORDER=… in another order, the same for the same value: none may need another one before it. */
export function inOrder<Each extends { name: string }>(
  all: readonly Each[],
): readonly Each[] {
  const seed = process.env.PADDOCK_ORDER;
  if (!seed) return all;
  const rank = ({ name }: Each) =>
    createHash('sha256').update(`${seed} ${name}`).digest('hex');
  return [...all].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
