import { ageOf, exactTime } from './time';
import { useNow } from './useNow';

/** How long ago, with the exact time and zone on hover. */
export function Age({ since }: { since: string }) {
  const now = useNow();
  return (
    <time dateTime={since} title={exactTime(since)}>
      {ageOf(since, now)}
    </time>
  );
}
