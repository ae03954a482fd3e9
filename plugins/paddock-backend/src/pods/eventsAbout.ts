import type { ObjectEvent } from '@paddock/backstage-plugin-paddock-common';
import type { Actor } from '../access/act';
import { readEvent } from '../kube/watch/trim/event';
import { latestFirst } from './detail';
import { readEvents } from './read';

/** What the cluster tells about one object, as far as this person may see it; the latest first. */
export async function eventsAbout(
  actor: Actor,
  about: Parameters<typeof readEvents>[1],
): Promise<ObjectEvent[]> {
  const events = await readEvents(actor, about);
  return events.map(readEvent).sort(latestFirst);
}
