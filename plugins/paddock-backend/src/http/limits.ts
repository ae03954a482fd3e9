/** How many of something may be open at once. */
export interface Limits {
  /** Of one person. */
  readonly perPerson: number;
  /** Takes room for `count` of them. Returns what to call when they have ended, or undefined when there is no room. */
  enter(userRef: string, count?: number): (() => void) | undefined;
}

export function createLimits(perPerson: number, total: number): Limits {
  const open = new Map<string, number>();
  let all = 0;
  return {
    perPerson,
    enter(userRef, count = 1) {
      const mine = (open.get(userRef) ?? 0) + count;
      if (mine > perPerson || all + count > total) return undefined;
      open.set(userRef, mine);
      all += count;
      let left = false;
      return () => {
        if (left) return;
        left = true;
        all -= count;
        const now = (open.get(userRef) ?? count) - count;
        if (now > 0) open.set(userRef, now);
        else open.delete(userRef);
      };
    },
  };
}
