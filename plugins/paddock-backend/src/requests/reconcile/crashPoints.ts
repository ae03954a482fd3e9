/**
 * Around each effect, by the name that it has in the audit table: nothing is written; it is recorded as intended; it has
 * happened; it is recorded as done.
 */
const around = (...events: string[]): string[] =>
  events.flatMap(event =>
    ['before', 'intended', 'made', 'after'].map(when => `${when}:${event}`),
  );

const inVault = around('write-policy', 'write-role', 'write-path');
const outOfVault = around('remove-role', 'remove-policy', 'remove-path');
const becomesLive = ['observed', 'proven', 'settled', 'live'];
const ends = ['emptied', 'ended'];

/** Every step boundary of the life of a request of each kind, and of a change. */
export const crashPoints = {
  namespace: [
    'claimed',
    ...around(
      'create-namespace',
      'create-limit-range',
      'create-resource-quota',
      'create-network-policy',
      'create-role-binding',
      'create-service-account',
    ),
    ...inVault,
    ...becomesLive,
    ...around('remove-namespace'),
    ...outOfVault,
    ...ends,
  ],
  secret: [
    'claimed',
    ...inVault,
    ...around('create-config-map'),
    ...becomesLive,
    ...around('remove-config-map'),
    ...outOfVault,
    ...ends,
  ],
  volume: [
    'claimed',
    ...around('create-persistent-volume-claim', 'retain-volume'),
    ...becomesLive,
    ...around('remove-persistent-volume-claim'),
    ...ends,
  ],
  change: around('change-resource-quota', 'remove-network-policy'),
} as const satisfies Record<string, readonly string[]>;

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
