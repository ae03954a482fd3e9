import type { EffectObject } from '@paddock/backstage-plugin-paddock-common';
import { asInvalid, KubeError } from '../connection/errors';
import type { ObjectRef, Present, Tried } from './provision';

interface Wire {
  metadata?: {
    name?: unknown;
    uid?: unknown;
    resourceVersion?: unknown;
    deletionTimestamp?: unknown;
    managedFields?: unknown;
    [field: string]: unknown;
  };
  [field: string]: unknown;
}

/** @throws KubeError for an answer that is no object of Kubernetes. */
export function presentOf(
  answer: unknown,
  { apiVersion, kind }: Pick<ObjectRef, 'apiVersion' | 'kind'>,
): Present {
  const { metadata = {}, ...rest } = (answer ?? {}) as Wire;
  const { managedFields, ...kept } = metadata;
  const { name, uid, resourceVersion, deletionTimestamp } = kept;
  if (typeof name !== 'string' || typeof uid !== 'string') {
    throw new KubeError(200, 'NotKubernetes', {
      message: `The cluster answered with something that is no ${kind}`,
    });
  }
  return {
    uid,
    resourceVersion: String(resourceVersion ?? ''),
    ...(typeof deletionTimestamp === 'string'
      ? { deletedAt: deletionTimestamp }
      : {}),
    // Elements of a list do not say what they are.
    object: { ...rest, apiVersion, kind, metadata: kept } as EffectObject,
  };
}

/** An object that never was: a dry run gives it no uid that counts. */
export function triedOf(answer: unknown): EffectObject {
  const { metadata = {}, ...rest } = (answer ?? {}) as Wire;
  const { managedFields, ...kept } = metadata;
  return { ...rest, metadata: kept } as EffectObject;
}

/** How a write was not done, where that is an answer. */
export function conflictOf(
  error: unknown,
): { managers: string[]; message: string } | undefined {
  if (!(error instanceof KubeError) || error.status !== 409) return undefined;
  if (!/^Apply failed with /.test(error.message)) return undefined;
  const named = error.message.matchAll(/conflicts? with "([^"]*)"/g);
  const managers = [...new Set([...named].map(match => match[1] ?? ''))];
  return { managers, message: error.message };
}

const refusals = [400, 403, 404, 409, 413, 422];

/** @throws the error itself when it says nothing about the object */
export function refusalOf(error: unknown): Tried {
  if (!(error instanceof KubeError)) throw error;
  const conflict = conflictOf(error);
  if (conflict) return { state: 'conflict', ...conflict };
  const { status, message } = asInvalid(error);
  if (!refusals.includes(status)) throw error;
  return { state: 'refused', status, message };
}
