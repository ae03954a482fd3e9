import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  requestKinds,
  type RequestResource,
} from '@paddock/backstage-plugin-paddock-common';

export type FetchResources = (
  signal?: AbortSignal,
) => Promise<RequestResource[]>;

const patience = 20_000;

const required = ['id', 'cluster', 'namespace', 'name', 'team'] as const;
const optional = ['component', 'path'] as const;

/** Asks the Paddock backend, as the catalog itself, for everything that requests have made and that stands. */
export function createFetchResources({
  auth,
  discovery,
}: {
  auth: AuthService;
  discovery: DiscoveryService;
}): FetchResources {
  return async signal => {
    const base = await discovery.getBaseUrl('paddock');
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'paddock',
    });
    const signals = [
      AbortSignal.timeout(patience),
      ...(signal ? [signal] : []),
    ];
    const response = await fetch(`${base}/requests/resources`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.any(signals),
    });
    if (!response.ok) throw new Error(`it answered ${response.status}`);
    return readResources(await response.json());
  };
}

/** Throws for anything but a whole list: half of one would take the other half out of the catalog. */
export function readResources(answer: unknown): RequestResource[] {
  const items = (answer as { items?: unknown } | undefined)?.items;
  if (!Array.isArray(items)) throw new Error('its answer is not a list');
  return items.map(readResource);
}

function readResource(item: Record<string, unknown>): RequestResource {
  const isWhole =
    requestKinds.some(kind => kind === item?.kind) &&
    required.every(field => typeof item[field] === 'string') &&
    optional.every(field =>
      ['string', 'undefined'].includes(typeof item[field]),
    );
  if (!isWhole) throw new Error('a row of its answer cannot be read');
  return item as unknown as RequestResource;
}
