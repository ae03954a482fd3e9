/** How many streams may be open at once. */
export interface StreamLimits {
  /** Returns what to call when the stream has ended, or undefined when there is no room. */
  enter(userRef: string): (() => void) | undefined;
}

export function createStreamLimits(perUser = 20, total = 2_000): StreamLimits {
  const open = new Map<string, number>();
  let all = 0;
  return {
    enter(userRef) {
      const mine = open.get(userRef) ?? 0;
      if (mine >= perUser || all >= total) return undefined;
      open.set(userRef, mine + 1);
      all += 1;
      let left = false;
      return () => {
        if (left) return;
        left = true;
        all -= 1;
        const now = (open.get(userRef) ?? 1) - 1;
        if (now > 0) open.set(userRef, now);
        else open.delete(userRef);
      };
    },
  };
}
