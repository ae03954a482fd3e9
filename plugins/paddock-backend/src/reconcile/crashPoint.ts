/**
 * For tests, outside of production: the process ends here, without any warning, when PADDOCK_CRASH_AT names this point.
 * With PADDOCK_CRASH_BY=SIGSTOP it is paused instead.
 */
export function crashPoint(name: string): void {
  const { PADDOCK_CRASH_AT, PADDOCK_CRASH_BY, NODE_ENV } = process.env;
  if (PADDOCK_CRASH_AT !== name || NODE_ENV === 'production') return;
  process.kill(
    process.pid,
    PADDOCK_CRASH_BY === 'SIGSTOP' ? 'SIGSTOP' : 'SIGKILL',
  );
}

/**
 * The points around each change, by the name that it has in the audit table: nothing is written; it is recorded as
 * intended; it has happened; it is recorded as done.
 */
export const around = (...events: string[]): string[] =>
  events.flatMap(event =>
    ['before', 'intended', 'made', 'after'].map(when => `${when}:${event}`),
  );
