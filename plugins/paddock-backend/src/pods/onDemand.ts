import type { Actor } from '../doors/act';
import { claimsMountedBy } from '../kube/claims';
import { KubeError } from '../kube/errors';
import { eventsAbout } from './eventsAbout';
import { readPod } from './read';
import type { PodTarget } from './target';

/** What other rooms may ask about a pod, as the person. Somebody who may not see it, and a pod that has gone, give nothing. */
export const podsOnDemand = {
  eventsAbout,

  async claimsOf(actor: Actor, target: PodTarget): Promise<string[]> {
    try {
      return claimsMountedBy(await readPod(actor, target));
    } catch (error) {
      if (error instanceof KubeError && [403, 404].includes(error.status)) {
        return [];
      }
      throw error;
    }
  },
};
