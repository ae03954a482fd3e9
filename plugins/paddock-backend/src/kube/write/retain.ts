import type { Connection } from '../connection/connection';
import { apiPath } from '../connection/paths';
import type { Provision } from './provision';
import { isStatus } from './provisionAnswers';

interface Volume {
  metadata?: { uid?: string; resourceVersion?: string };
  spec?: {
    claimRef?: { uid?: string };
    persistentVolumeReclaimPolicy?: string;
  };
}

/**
 * The reclaim policy belongs to whoever provisioned the volume, so this is a merge patch and no apply; it says in which
 * version it has seen that the volume is this claim's.
 */
export function createRetain(
  connection: Pick<Connection, 'request'>,
): Provision['retain'] {
  return async ({ volume, claimUid }, act) => {
    const path = apiPath(['api', 'v1', 'persistentvolumes', volume]);
    try {
      const found = (await connection.request('GET', path, {
        signal: act?.signal,
      })) as Volume;
      if (found.spec?.claimRef?.uid !== claimUid) return 'foreign';
      if (found.spec.persistentVolumeReclaimPolicy === 'Retain') {
        return 'already';
      }
      const { uid, resourceVersion } = found.metadata ?? {};
      await connection.request('PATCH', path, {
        query: { fieldManager: 'paddock', fieldValidation: 'Strict' },
        headers: { contentType: 'application/merge-patch+json' },
        body: {
          metadata: { uid, resourceVersion },
          spec: { persistentVolumeReclaimPolicy: 'Retain' },
        },
        ...act,
      });
      return 'retained';
    } catch (error) {
      if (isStatus(error, 404)) return 'absent';
      throw error;
    }
  };
}
