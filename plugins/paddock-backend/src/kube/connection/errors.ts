import type { LackedRight } from './lackedRight';

/** What the API server answered instead of success, in its own words. */
export class KubeError extends Error {
  /** The HTTP status; for answers that are no Kubernetes answer it may be 200. */
  readonly status: number;
  /** metav1.Status.reason, e.g. `Forbidden`, or one of ours: `NotKubernetes`, `Redirect`, `TooLarge`. */
  readonly reason: string;
  readonly retryAfterMs?: number;
  /** Of a 403: what the caller lacks, where the request says that. */
  right?: LackedRight;

  constructor(
    status: number,
    reason: string,
    words: { message: string; retryAfterMs?: number },
  ) {
    super(words.message);
    this.name = 'KubeError';
    this.status = status;
    this.reason = reason;
    this.retryAfterMs = words.retryAfterMs;
  }
}

export const isStatus = (error: unknown, status: number) =>
  error instanceof KubeError && error.status === status;

// For fields that a kind does not have the API server answers an apply with 500, as if it were its own fault.
export function asInvalid(error: KubeError): KubeError {
  const { status, message } = error;
  return status === 500 && message.startsWith('failed to create typed patch')
    ? new KubeError(422, 'Invalid', { message })
    : error;
}

/** Nobody answered, or the connection broke: nothing is known of what the cluster would have said. */
export class Unreachable extends Error {
  /** ECONNREFUSED, ETIMEDOUT … where the system gave one. */
  readonly code?: string;
  /** The connection had been there, and broke. */
  readonly midway: boolean;

  constructor(message: string, cause?: unknown, midway = false) {
    super(message, { cause });
    this.name = 'Unreachable';
    const code = (cause as { code?: unknown } | undefined)?.code;
    this.code = typeof code === 'string' ? code : undefined;
    this.midway = midway;
  }
}

/** The portal cannot even ask: the cluster's configuration or the portal's credentials for it are at fault. */
export class Misconfigured extends Error {
  constructor(cluster: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(
      `The cluster "${cluster}" cannot be used as it is configured: ${why}. See the kubernetes section of the configuration`,
      { cause },
    );
    this.name = 'Misconfigured';
  }
}
