import type { ObjectEvent } from '@paddock/backstage-plugin-paddock-common';
import type { Actor } from '../doors/act';
import { KubeError } from '../kube/errors';
import { projectEvent } from './detail';
import { readEvents, readPod } from './read';
import type { PodTarget } from './target';

/** What other rooms may ask about a pod, as the person. Somebody who may not see it, and a pod that has gone, give nothing. */
export const podsOnDemand = {
  async eventsAbout(
    actor: Actor,
    about: Parameters<typeof readEvents>[1],
  ): Promise<ObjectEvent[]> {
    return (await readEvents(actor, about)).map(projectEvent);
  },

  async claimsOf(actor: Actor, target: PodTarget): Promise<string[]> {
    try {
      const { spec } = await readPod(actor, target);
      return (spec?.volumes ?? []).flatMap(
        each => each.persistentVolumeClaim?.claimName ?? [],
      );
    } catch (error) {
      if (error instanceof KubeError && [403, 404].includes(error.status)) {
        return [];
      }
      throw error;
    }
  },
};
