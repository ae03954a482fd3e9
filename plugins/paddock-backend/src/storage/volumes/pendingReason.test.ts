import type { StorageProfile } from '@paddock/backstage-plugin-paddock-common';
import type { EventObject } from '../../kube/objects/objects';
import { pendingReason } from './pendingReason';
import { mountsOf } from './project';

const profile = (binding?: 'first-pod'): StorageProfile =>
  ({
    name: 'slow',
    provisioner: 'lab.example/never',
    runs: { state: 'runs' },
    facts: binding ? { binding: { value: binding } } : {},
  } as unknown as StorageProfile);
const event = (
  reason: string,
  changes: Partial<EventObject> = {},
): EventObject =>
  ({
    type: 'Normal',
    reason,
    message: `the words of ${reason}`,
    lastTimestamp: '2026-11-25T14:00:00Z',
    ...changes,
  } as EventObject);
const mounted = [{ pod: 'api-1', phase: 'Pending' }];

describe('why a claim is pending', () => {
  it.each([
    [
      'the provisioner',
      [event('ExternalProvisioning')],
      /^It waits for its provisioner, lab\.example\/never\.$/,
    ],
    [
      'a failure, in the words of the storage',
      [event('ProvisioningFailed', { type: 'Warning' })],
      /^ProvisioningFailed: the words/,
    ],
    [
      'a failure between attempts',
      [
        event('ProvisioningFailed', { type: 'Warning' }),
        event('ExternalProvisioning', {
          lastTimestamp: '2026-11-25T14:05:00Z',
        }),
      ],
      /^ProvisioningFailed: the words/,
    ],
    [
      'no failure of long ago',
      [
        event('ProvisioningFailed', { type: 'Warning' }),
        event('ExternalProvisioning', {
          lastTimestamp: '2026-11-25T15:00:00Z',
        }),
      ],
      /^It waits for its provisioner/,
    ],
    [
      'a pod that cannot be scheduled',
      [event('WaitForPodScheduled')],
      /^It waits until its pod is scheduled: api-1\.$/,
    ],
    [
      'its first pod, which is there',
      [event('WaitForFirstConsumer')],
      /^It waits until its pod is scheduled: api-1\.$/,
    ],
    [
      'anything else the cluster reports',
      [event('FailedBinding')],
      /^FailedBinding: the words/,
    ],
    ['nothing that is reported', [], /reports no event/],
    [
      'nothing that may be read',
      undefined,
      /not known: you may not list events/,
    ],
  ])('is %s', (_, events, because) => {
    expect(
      pendingReason({
        profile: profile(),
        mountedBy: mounted,
        ...(events && { events }),
      }),
    ).toEqual({ state: 'pending', because: expect.stringMatching(because) });
  });

  it.each([
    [profile('first-pod'), []],
    [profile(), [event('WaitForFirstConsumer')]],
  ])('waits for a first pod while there is none', (of, events) => {
    expect(pendingReason({ profile: of, mountedBy: [], events }).state).toBe(
      'waits-for-pod',
    );
  });

  it('says that no class makes it', () => {
    expect(pendingReason({ mountedBy: [], events: [] }).because).toMatch(
      /No storage class/,
    );
  });
});

it('a generic ephemeral volume is mounted by the pod that it is named after', () => {
  const pod = {
    metadata: { name: 'scratcher-1' },
    spec: {
      containers: [],
      volumes: [{ name: 'scratch', ephemeral: { volumeClaimTemplate: {} } }],
    },
    status: { phase: 'Pending' },
  } as never;
  expect(mountsOf('scratcher-1-scratch', [pod])).toEqual([
    { pod: 'scratcher-1', phase: 'Pending' },
  ]);
  expect(mountsOf('scratch', [pod])).toEqual([]);
});
