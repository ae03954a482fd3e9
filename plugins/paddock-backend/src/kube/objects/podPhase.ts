/** Whether a pod of this `status.phase` has run to its end: it takes nothing any more, and counts for no quota. */
export const hasEnded = (phase: string | null | undefined): boolean =>
  phase === 'Succeeded' || phase === 'Failed';
