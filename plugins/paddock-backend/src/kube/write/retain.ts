import type { Connection } from '../connection/connection';
import { isStatus } from '../connection/errors';
import { apiPath } from '../connection/paths';
import type { VolumeWire } from '../objects/storageObjects';
import type { Provision } from './provision';
import type { Write } from './write';

/**
 * The reclaim policy belongs to whoever provisioned the volume, so this is a merge patch and no apply; it says in which
 * version it has seen that the volume is this claim's.
 */
export function createRetain(
  connection: Pick<Connection, 'request'>,
  write: Pick<Write, 'patch'>,
): Provision['retain'] {
  return async ({ volume, claimUid }, act) => {
    const path = apiPath(['api', 'v1', 'persistentvolumes', volume]);
    try {
      const found = (await connection.request('GET', path, {
        signal: act?.signal,
      })) as VolumeWire;
      if (found.spec?.claimRef?.uid !== claimUid) return 'foreign';
      if (found.spec.persistentVolumeReclaimPolicy === 'Retain') {
        return 'already';
      }
      const { uid, resourceVersion } = found.metadata ?? {};
      const body = {
        metadata: { uid, resourceVersion },
        spec: { persistentVolumeReclaimPolicy: 'Retain' },
      };
      await write.patch(path, { type: 'merge', body, strict: true }, act);
      return 'retained';
    } catch (error) {
      if (isStatus(error, 404)) return 'absent';
      throw error;
    }
  };
}
