import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { Manifest } from './manifests';

export interface Applied {
  kind: string;
  name: string;
  result: string;
}

export interface Target {
  cluster: string;
  namespace: string;
}

export interface Caller {
  auth: AuthService;
  discovery: DiscoveryService;
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

const patience = 60_000;

function readApplied(answer: unknown): Applied[] {
  const objects = (answer as { objects?: unknown } | null)?.objects;
  if (!Array.isArray(objects)) {
    throw new Error(
      'The portal did not say what it applied. Look at the Live tab whether the rollout began.',
    );
  }
  return objects.map(each => ({
    kind: String(each?.kind),
    name: String(each?.name),
    result: String(each?.result),
  }));
}

/**
 * Has the Paddock backend apply objects to a namespace as the person behind the credentials. Throws with the
 * backend's own sentence when it refuses.
 */
export async function applyObjects(
  objects: Manifest[],
  { cluster, namespace }: Target,
  { auth, discovery, credentials, signal }: Caller,
): Promise<Applied[]> {
  const base = await discovery.getBaseUrl('paddock');
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: credentials,
    targetPluginId: 'paddock',
  });
  const signals = [AbortSignal.timeout(patience), ...(signal ? [signal] : [])];
  const response = await fetch(
    `${base}/clusters/${encodeURIComponent(
      cluster,
    )}/namespaces/${encodeURIComponent(namespace)}/apply`,
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ objects }),
      signal: AbortSignal.any(signals),
    },
  );
  const answer = await response.json().catch(() => undefined);
  if (!response.ok) {
    const said = answer?.error?.message;
    throw new Error(
      `Nothing was rolled out to ${namespace} on ${cluster}: ${
        said ?? `the portal answered ${response.status}.`
      }`,
    );
  }
  return readApplied(answer);
}
