import { existsSync, readFileSync } from 'node:fs';
import {
  ANNOTATION_KUBERNETES_AUTH_PROVIDER,
  SERVICEACCOUNT_CA_PATH,
} from '@backstage/plugin-kubernetes-common';
import type {
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';

/** Where an API server is, and how to know that it is the right one. */
export interface Endpoint {
  url: URL;
  tls: {
    ca?: Buffer;
    cert?: string;
    key?: string;
    rejectUnauthorized: boolean;
    servername?: string;
  };
}

/**
 * The same decisions that plugin-kubernetes-backend takes (KubernetesConnection),
 * so that both always speak with the same server.
 *
 * @throws Error when the cluster's configuration cannot be used safely.
 */
export function endpointOf(
  cluster: ClusterDetails,
  credential: KubernetesCredential,
): Endpoint {
  const inside = runsInside(cluster) ? ownClusterUrl() : undefined;
  const url = new URL(inside ?? cluster.url);
  if (url.username || url.password || url.search || url.hash) {
    throw new Error(
      `The URL of the cluster "${cluster.name}" may hold a host, a port and a path only`,
    );
  }
  refusePlainSecrets(cluster, url, credential);
  const x509 =
    credential.type === 'x509 client certificate'
      ? { cert: credential.cert, key: credential.key }
      : {};
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isAddress = /^[\d.]+$/.test(host) || host.includes(':');
  return {
    url,
    tls: {
      ca: inside ? readFileSync(SERVICEACCOUNT_CA_PATH) : authorityOf(cluster),
      rejectUnauthorized: inside !== undefined || !cluster.skipTLSVerify,
      ...(isAddress ? {} : { servername: host }),
      ...x509,
    },
  };
}

function authorityOf(cluster: ClusterDetails): Buffer | undefined {
  if (cluster.caFile) return readFileSync(cluster.caFile);
  return cluster.caData ? Buffer.from(cluster.caData, 'base64') : undefined;
}

function runsInside({ authMetadata }: ClusterDetails): boolean {
  return (
    authMetadata[ANNOTATION_KUBERNETES_AUTH_PROVIDER] === 'serviceAccount' &&
    !authMetadata.serviceAccountToken &&
    existsSync(SERVICEACCOUNT_CA_PATH)
  );
}

function ownClusterUrl(): string | undefined {
  const host = process.env.KUBERNETES_SERVICE_HOST;
  const port = process.env.KUBERNETES_SERVICE_PORT;
  if (!host || !port) return undefined;
  return `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** A token sent in plain text belongs to everyone on the way; on this machine nobody is on the way. */
function refusePlainSecrets(
  cluster: ClusterDetails,
  url: URL,
  credential: KubernetesCredential,
) {
  if (url.protocol === 'https:') return;
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol === 'http:' && (here || credential.type === 'anonymous')) {
    return;
  }
  throw new Error(
    `The cluster "${cluster.name}" has the URL ${url.origin}, and credentials are never sent over ${url.protocol} to another machine. Use https`,
  );
}
