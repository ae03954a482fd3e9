/** Messages and bytes a second in the long run, and at once. Above what a person types, pastes and draws. */
const messages = { perSecond: 500, atOnce: 1_000 };
const bytes = { perSecond: 64 * 1024, atOnce: 256 * 1024 };

/** Counts what one browser sends: false once that is more than any terminal needs. */
export function createAllowance(now: () => number = Date.now) {
  const ofMessages = createBucket(messages, now);
  const ofBytes = createBucket(bytes, now);
  return (length: number): boolean => ofMessages(1) && ofBytes(length);
}

function createBucket(
  { perSecond, atOnce }: typeof messages,
  now: () => number,
) {
  let level = atOnce;
  let at = now();
  return (taken: number): boolean => {
    const gained = ((now() - at) / 1_000) * perSecond;
    at = now();
    level = Math.min(atOnce, level + gained) - taken;
    return level >= 0;
  };
}
