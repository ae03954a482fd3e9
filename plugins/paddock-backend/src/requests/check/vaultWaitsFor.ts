import type { Vault } from '../../vault/vault';

/** What whatever needs Vault would have to wait for now, in words; undefined when it would not. */
export async function vaultWaitsFor(
  vault: Vault | undefined,
): Promise<string | undefined> {
  if (!vault) return 'Vault, which is not configured';
  const health = await vault.health();
  switch (health.state) {
    case 'ready':
      return undefined;
    case 'sealed':
      return 'Vault, which is sealed';
    case 'starting':
      return `Vault, which is being started: ${health.detail}`;
    case 'away':
      return 'Vault, which cannot be reached';
    case 'refused':
      return 'Vault, which does not accept the portal';
    default:
      throw new Error(`Unknown health: ${health satisfies never}`);
  }
}
