import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';

/** How the actions reach the Paddock backend, and as whom. */
export interface Portal {
  auth: AuthService;
  discovery: DiscoveryService;
}

export interface Caller extends Portal {
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

export interface Question {
  method: 'GET' | 'POST';
  /** Below `/api/paddock`, with its slash. */
  path: string;
  body?: object;
  /** The same key with the same body is one request, however often it is sent. */
  idempotencyKey?: string;
}

const patience = 30_000;

/** What the backend refused, in its own sentence. */
export class Refused extends Error {
  constructor(message: string, readonly status: number) {
    super(message);
  }
}

/**
 * Asks the Paddock backend as the person behind the credentials, and resolves with its answer. Throws with the
 * backend's own sentence when it refuses.
 */
export async function ask(
  { auth, discovery, credentials, signal }: Caller,
  { method, path, body, idempotencyKey }: Question,
): Promise<unknown> {
  const base = await discovery.getBaseUrl('paddock');
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: credentials,
    targetPluginId: 'paddock',
  });
  const signals = [AbortSignal.timeout(patience), ...(signal ? [signal] : [])];
  const response = await fetch(`${base}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json' }),
      ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
    },
    body: body && JSON.stringify(body),
    signal: AbortSignal.any(signals),
  });
  const answer = await response.json().catch(() => undefined);
  if (!response.ok) {
    const said: unknown = answer?.error?.message;
    throw new Refused(
      typeof said === 'string'
        ? said
        : `The portal answered ${response.status} to ${method} ${path}.`,
      response.status,
    );
  }
  return answer;
}
