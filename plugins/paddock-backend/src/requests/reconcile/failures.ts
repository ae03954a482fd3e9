import {
  KubeError,
  Misconfigured,
  Unreachable,
} from '../../kube/connection/errors';
import { VaultAway, VaultRefused } from '../../vault/errors';
import type { Vault, VaultHealth } from '../../vault/vault';
import { attention, soon, type Stop, waits } from '../../reconcile/stop';

/**
 * What a failure of a cluster or of Vault means for the request.
 *
 * @throws the error itself where it is neither: the portal's own, or the database's
 */
export async function stopOf(
  error: unknown,
  {
    cluster,
    vault,
  }: { cluster: string; vault: Pick<Vault, 'health'> | undefined },
): Promise<Stop> {
  if (error instanceof KubeError) return ofCluster(error, cluster);
  if (error instanceof Unreachable) {
    return waits(`the cluster "${cluster}", which cannot be reached`);
  }
  if (error instanceof Misconfigured) {
    return waits(
      `the cluster "${cluster}", which the portal cannot use as it is configured`,
    );
  }
  if (error instanceof VaultAway) {
    return vault
      ? awaitVault(await vault.health())
      : waits('Vault, which is not configured');
  }
  if (error instanceof VaultRefused) {
    return attention(`Vault refuses: ${error.message}`);
  }
  throw error;
}

function ofCluster({ status, message }: KubeError, cluster: string): Stop {
  const it = `the cluster "${cluster}"`;
  if (status === 429) return waits(`${it}, which is busy`);
  if (status === 401) {
    return waits(`${it}, which does not accept the portal's credentials`);
  }
  if (status >= 500 || status < 400) {
    return waits(`${it}, which does not answer as it should: ${message}`);
  }
  if (status === 409) return soon(`${it}, where something else has changed it`);
  const missing = /^namespaces "([^"]*)" not found/.exec(message);
  if (status === 404 && missing) {
    return waits(`the namespace "${missing[1]}", which is not there`);
  }
  if (status === 403) {
    if (message.includes('because it is being terminated')) {
      return waits('its namespace, which is being deleted');
    }
    if (message.includes('status unknown for quota')) {
      return soon('the quota, which is not counted yet');
    }
  }
  const why = `The cluster refuses: ${message}`;
  // An API server that has just started knows nobody's rights yet.
  const ofRights = status === 403 && /^.* is forbidden: User "/.test(message);
  return ofRights
    ? { state: 'attention', why, doubtful: true }
    : attention(why);
}

/** What to wait for, in words. Ready again already: only a moment. */
export function awaitVault(health: VaultHealth): Stop {
  switch (health.state) {
    case 'ready':
      return soon('Vault');
    case 'sealed':
      return waits('Vault, which is sealed');
    case 'starting':
      return waits(`Vault, which is being started: ${health.detail}`);
    case 'away':
      return waits('Vault, which cannot be reached');
    case 'refused':
      return waits(`Vault, which does not accept the portal: ${health.reason}`);
    default:
      throw new Error(`Unknown state of Vault: ${health satisfies never}`);
  }
}
