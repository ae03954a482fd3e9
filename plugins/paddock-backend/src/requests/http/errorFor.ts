import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  isError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { hasConnectionEnded } from '../../database/hasConnectionEnded';
import {
  KubeError,
  Misconfigured,
  Unreachable,
} from '../../kube/connection/errors';
import { VaultAway, VaultRefused } from '../../vault/errors';

/** Made for whoever asks, and told as they are. */
const told: readonly string[] = [
  'AuthenticationError',
  'ConflictError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'ServiceUnavailableError',
];

/** Of the drivers of PostgreSQL and SQLite, and of the pool before them: the database is away, or too busy. */
const databaseIsAway =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|08\w{3}|25P03|55P03|53\w{3}|57P0\d|SQLITE_BUSY\w*|SQLITE_FULL|SQLITE_IOERR\w*)$/;

const textOf = (error: unknown, field: 'code' | 'name') =>
  String((error as Partial<Record<typeof field, unknown>>)?.[field] ?? '');

/** Errors that a library made for the caller: of the body's reader, and those with a status of their own. */
function isForCaller(error: unknown): boolean {
  const { statusCode, status } = error as {
    statusCode?: unknown;
    status?: unknown;
  };
  const code = Number(statusCode ?? status);
  return code >= 400 && code < 500;
}

/**
 * What whoever asks is told of a failure. The cluster's and Vault's refusals of the portal itself are never passed on as
 * refusals of the caller; what is nobody's business but the portal's is in its log only.
 */
export function errorFor(error: unknown, logger: LoggerService): unknown {
  if (error instanceof VaultAway) {
    return new ServiceUnavailableError(
      `Vault cannot be used now: ${error.message}`,
    );
  }
  if (error instanceof VaultRefused) return errorForVault(error);
  if (
    error instanceof KubeError ||
    error instanceof Unreachable ||
    error instanceof Misconfigured
  ) {
    logger.warn(`A cluster could not be asked: ${error.message}`);
    return new ServiceUnavailableError(
      'The cluster does not answer the portal as it should. Try again in a moment.',
    );
  }
  if (isError(error) && (told.includes(error.name) || isForCaller(error))) {
    return error;
  }
  logger.error('A request could not be served', error as Error);
  const isAway =
    databaseIsAway.test(textOf(error, 'code')) ||
    hasConnectionEnded(error) ||
    textOf(error, 'name') === 'KnexTimeoutError';
  return isAway
    ? new ServiceUnavailableError(
        'The portal cannot reach its database now. Try again in a moment.',
      )
    : new Error('The portal failed at this. Its log says more.');
}

function errorForVault({ status, message }: VaultRefused): Error {
  return status === 409
    ? new ConflictError(
        'Another version was written in between. Look at the versions again.',
      )
    : new ServiceUnavailableError(`Vault refuses the portal: ${message}`);
}
