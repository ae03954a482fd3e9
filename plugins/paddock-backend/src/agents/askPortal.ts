import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  AuthenticationError,
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ResponseError,
  ServiceUnavailableError,
} from '@backstage/errors';

export interface AskParts {
  auth: Pick<AuthService, 'isPrincipal' | 'getPluginRequestToken'>;
  discovery: Pick<DiscoveryService, 'getBaseUrl'>;
}

/** A cluster that does not answer is told of by its route before this. */
const timeoutMs = 30_000;

const byStatus: Record<number, new (message: string) => Error> = {
  400: InputError,
  401: AuthenticationError,
  403: NotAllowedError,
  404: NotFoundError,
  409: ConflictError,
  429: ServiceUnavailableError,
  503: ServiceUnavailableError,
};

/**
 * Asks a route of this plugin as the person behind an agent: its limits, permissions, rights and record are the
 * action's, too. @throws NotAllowedError for services; what the route denies or fails with
 */
export async function askPortal(
  { auth, discovery }: AskParts,
  credentials: BackstageCredentials,
  path: string,
  body?: object,
): Promise<Response> {
  if (!auth.isPrincipal(credentials, 'user')) {
    throw new NotAllowedError(
      'Only people see what runs in clusters. Act for a person.',
    );
  }
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: credentials,
    targetPluginId: 'paddock',
  });
  const base = await discovery.getBaseUrl('paddock');
  const response = await fetch(`${base}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (response.ok) return response;
  const error = await ResponseError.fromResponse(response);
  const Told = byStatus[response.status] ?? Error;
  throw new Told(error.cause.message || error.message);
}

/** A path of names, none of which can leave its place. */
export const pathOf = (...parts: string[]): string =>
  parts.map(part => `/${encodeURIComponent(part)}`).join('');
