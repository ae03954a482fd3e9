import { around } from '../../reconcile/crashPoint';

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
