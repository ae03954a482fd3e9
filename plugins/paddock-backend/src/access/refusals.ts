import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  KubeError,
  Misconfigured,
  Unreachable,
} from '../kube/connection/errors';
import { ApplyRefused } from '../kube/write/apply';
import { Unprocessable } from '../http/unprocessable';
import { MissingRights } from './missingRights';

/**
 * What a cluster's refusal is to the caller. The cluster's own 401 is never
 * passed on: it is about the portal's credentials, not the caller's.
 */
export function refusalOf(error: unknown, cluster: string): unknown {
  if (error instanceof ApplyRefused) {
    return inWords(error.message, error.refusal.status);
  }
  if (error instanceof KubeError && error.right) {
    return new MissingRights(error.message, [{ cluster, ...error.right }]);
  }
  if (error instanceof KubeError) return inWords(error.message, error.status);
  if (error instanceof Unreachable) {
    return new ServiceUnavailableError(
      `The cluster cannot be reached: ${error.message}`,
    );
  }
  if (error instanceof Misconfigured) {
    return new ServiceUnavailableError(error.message);
  }
  return error;
}

function inWords(message: string, status: number): Error {
  switch (status) {
    case 400:
    case 422:
      return new Unprocessable(message);
    case 403:
      return new NotAllowedError(message);
    case 404:
      return new NotFoundError(message);
    case 409:
      return new ConflictError(message);
    default:
      return new ServiceUnavailableError(message);
  }
}
