import { asInvalid, isStatus, KubeError } from '../connection/errors';
import type { EffectObject } from '@paddock/backstage-plugin-paddock-common';
import type { Connection } from '../connection/connection';
import type { Discover } from '../connection/discovery';
import type { Act, ObjectRef, Provision, Tried } from './provision';
import { conflictOf, presentOf, refusalOf, triedOf } from './provisionAnswers';
import { writablePath } from './objectPath';
import { createRetain } from './retain';
import { createTokenRequest } from './tokenRequest';
import type { Write } from './write';
import { mayApply } from '../rights/mayApply';
import { getPresent, listPresent } from './presentObjects';

export interface ProvisionParts {
  connection: Pick<Connection, 'request'>;
  write: Write;
  discover: Discover;
}

/**
 * No object is ever at this version: etcd counts from 1 and its first write makes 2. An apply that insists on it changes
 * nothing that is there, and creates what is not.
 */
const NEVER = '1';

/** Writes to one cluster as the portal itself; see provision.ts. */
export function createProvision(parts: ProvisionParts): Provision {
  const { connection, write, discover } = parts;
  const pathOf = (object: ObjectRef) => writablePath(discover, object);
  const applyAt = async (
    object: EffectObject,
    at: { uid?: string; resourceVersion: string },
    act?: Act,
  ) => {
    const metadata = { ...object.metadata, ...at };
    const path = await pathOf(object);
    return presentOf(
      await write.apply(path, { ...object, metadata }, act),
      object,
    );
  };
  return {
    get: (ref, act) => getPresent(parts, ref, act),
    list: (kind, where, act) => listPresent(parts, { ...kind, ...where }, act),
    async create(object, act) {
      try {
        const found = await applyAt(object, { resourceVersion: NEVER }, act);
        return { state: 'created', found };
      } catch (error) {
        if (isStatus(error, 409)) return { state: 'exists' };
        throw clearly(error);
      }
    },
    async apply(object, { uid, resourceVersion }, act) {
      try {
        const found = await applyAt(object, { uid, resourceVersion }, act);
        return { state: 'applied', found };
      } catch (error) {
        const conflict = conflictOf(error);
        if (conflict) return { state: 'conflict', ...conflict };
        if (isStatus(error, 409)) return { state: 'stale' };
        throw clearly(error);
      }
    },
    async remove(ref, { uid, foreground }, act) {
      const propagation = foreground ? 'Foreground' : 'Background';
      const path = await pathOf(ref);
      return remove(() => write.delete(path, { uid, propagation }, act));
    },
    dryRun: (object, act) =>
      trying(async () =>
        write.apply(await pathOf(object), object, { ...act, dryRun: true }),
      ),
    dryRunCreate: (object, act) =>
      trying(async () =>
        write.create(await writablePath(discover, object, 'name'), object, {
          ...act,
          dryRun: true,
        }),
      ),
    mayApply: object => mayApply(connection, discover, object),
    token: createTokenRequest(write),
    retain: createRetain(connection, write),
  };
}

const clearly = (error: unknown) =>
  error instanceof KubeError ? asInvalid(error) : error;

async function remove(ask: () => Promise<unknown>) {
  try {
    const answer = (await ask()) as { kind?: string };
    return answer?.kind === 'Status' ? 'gone' : 'leaving';
  } catch (error) {
    if (isStatus(error, 404)) return 'gone';
    if (!isStatus(error, 409)) throw error;
    // A namespace that is on its way out answers a second deletion with a conflict, too.
    return /precondition/i.test((error as KubeError).message)
      ? 'replaced'
      : 'leaving';
  }
}

async function trying(ask: () => Promise<unknown>): Promise<Tried> {
  try {
    return { state: 'accepted', object: triedOf(await ask()) };
  } catch (error) {
    return refusalOf(error);
  }
}
