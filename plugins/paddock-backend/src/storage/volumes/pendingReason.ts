import type {
  StorageProfile,
  VolumeLine,
} from '@paddock/backstage-plugin-paddock-common';
import type { EventObject } from '../../kube/objects/objects';

export interface PendingClaim {
  profile?: StorageProfile;
  /** Undefined where the person may not list pods. */
  mountedBy: VolumeLine['mountedBy'];
  /** About the claim; undefined where the person may not list them. */
  events?: EventObject[];
}

/** A failed attempt counts for as long as attempts go on: provisioners wait at most some minutes between two. */
const failureCountsMs = 15 * 60_000;

/** Why a claim has no volume yet: the words of what should create it, as its events have them. Pure. */
export function pendingReason({
  profile,
  mountedBy,
  events,
}: PendingClaim): Pick<VolumeLine, 'state' | 'because'> {
  if (profile?.runs.state === 'not-running') {
    return pending(`Its provisioner does not run: ${profile.runs.because}`);
  }
  const latest = events && latestOf(events);
  const isMounted = (mountedBy?.length ?? 0) > 0;
  const waitsForPod =
    latest?.reason === 'WaitForFirstConsumer' ||
    (!latest && profile?.facts.binding?.value === 'first-pod');
  if (waitsForPod && !isMounted) {
    return {
      state: 'waits-for-pod',
      because: 'Its volume is made when the first pod mounts it.',
    };
  }
  const pods = mountedBy?.map(({ pod }) => pod).join(', ');
  switch (latest?.reason) {
    case undefined:
      return pending(withoutEvents(profile, events));
    case 'WaitForFirstConsumer':
      return pending(`It waits until its pod is scheduled: ${pods}.`);
    case 'WaitForPodScheduled':
      return pending(
        `It waits until its pod is scheduled${pods ? `: ${pods}` : ''}.`,
      );
    case 'ExternalProvisioning':
    case 'Provisioning':
      return pending(
        profile
          ? `It waits for its provisioner, ${profile.provisioner}.`
          : `${latest?.message}`,
      );
    default:
      return pending(`${latest?.reason}: ${latest?.message}`);
  }
}

const pending = (because: string) => ({ state: 'pending', because } as const);

function withoutEvents(
  profile: StorageProfile | undefined,
  events: EventObject[] | undefined,
): string {
  if (!profile) return 'No storage class of the cluster makes its volume.';
  const waits = `It waits for its provisioner, ${profile.provisioner}.`;
  return events
    ? `${waits} The cluster reports no event about it.`
    : `${waits} Whether that has failed is not known: you may not list events here.`;
}

const seenAt = ({ series, lastTimestamp, eventTime, metadata }: EventObject) =>
  Date.parse(
    `${
      series?.lastObservedTime ??
      lastTimestamp ??
      eventTime ??
      metadata?.creationTimestamp
    }`,
  ) || 0;

/** The last one; the last failure where it is not long before that. */
function latestOf(events: EventObject[]): EventObject | undefined {
  const sorted = [...events].sort((a, b) => seenAt(b) - seenAt(a));
  const [latest] = sorted;
  const failure = sorted.find(({ type }) => type === 'Warning');
  return latest && failure && seenAt(latest) - seenAt(failure) < failureCountsMs
    ? failure
    : latest;
}
