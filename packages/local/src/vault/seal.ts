import { existsSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { authorityFile } from '../platform/pki.ts';
import { Advice } from '../platform/platform.ts';
import { waitFor } from '../platform/wait.ts';
import { createVaultClient, type VaultClient } from './client.ts';
import { vaultPlaces } from './places.ts';

interface Keys {
  /** The one share that the root key is wrapped with, as base64. */
  unsealKey: string;
  rootToken: string;
}

/** Says which state the server is in; anybody may ask. */
export const sealStatus = (call: VaultClient) =>
  call<{ initialized: boolean; sealed: boolean }>('GET', 'sys/seal-status');

/** `vault operator init`, once in the life of a state folder: the keys are told only this one time. */
export async function initialise(
  call: VaultClient,
  keysFile: string,
): Promise<void> {
  const { initialized } = await sealStatus(call);
  if (initialized) return;
  const made = await call<{ keys_base64: [string]; root_token: string }>(
    'PUT',
    'sys/init',
    { secret_shares: 1, secret_threshold: 1 },
  );
  const keys: Keys = {
    unsealKey: made.keys_base64[0],
    rootToken: made.root_token,
  };
  const draft = `${keysFile}.new`;
  await writeFile(draft, JSON.stringify(keys), { mode: 0o600 });
  await rename(draft, keysFile);
}

/** @throws Advice when there are none: the server has never been initialised from this folder, or they were deleted */
export function readKeys(keysFile: string): Keys {
  if (!existsSync(keysFile)) {
    throw new Advice(
      `The unseal key is not there (${keysFile}).`,
      'A platform that has started keeps it there; without it the data cannot be opened, and --reset begins anew.',
    );
  }
  return JSON.parse(readFileSync(keysFile, 'utf8')) as Keys;
}

/** Resolves when the server serves; without an effect on one that does. */
export async function unseal(
  call: VaultClient,
  keysFile: string,
  signal = new AbortController().signal,
): Promise<void> {
  await call('PUT', 'sys/unseal', { key: readKeys(keysFile).unsealKey });
  await waitFor(
    {
      what: 'The unsealed Vault server',
      seconds: 60,
      signal,
      whatToDo: 'Its log in the state folder, logs/vault.log, says why.',
    },
    // It still has to become the active one of its storage: only then is the answer a good one.
    async () => Boolean(await call('GET', 'sys/health')),
  );
}

/** Where a platform's server is, by what its last start has written into the state folder. */
function accessOf(state: string) {
  const { config } = vaultPlaces(state);
  if (!existsSync(config)) {
    throw new Advice(
      'There is no Vault server in this state folder yet.',
      'Run "npm start" first; it says when the server is there.',
    );
  }
  const { api_addr: address } = JSON.parse(readFileSync(config, 'utf8')) as {
    api_addr: string;
  };
  return { address, caFile: authorityFile(state, 'vault') };
}

const acts: Record<string, (state: string) => Promise<string>> = {
  async status(state) {
    const { sealed } = await sealStatus(
      await createVaultClient(accessOf(state)),
    );
    return sealed ? 'sealed' : 'unsealed';
  },
  async seal(state) {
    const token = readKeys(vaultPlaces(state).keys).rootToken;
    const call = await createVaultClient({ ...accessOf(state), token });
    await call('PUT', 'sys/seal');
    return 'sealed; npm run vault -- unseal opens it again';
  },
  async unseal(state) {
    const call = await createVaultClient(accessOf(state));
    await unseal(call, vaultPlaces(state).keys);
    return 'unsealed';
  },
};

/**
 * Seals the server of a running platform as an operator would, unseals it, or asks which of the two it is.
 * Resolves with a sentence for the person.
 */
export async function operateVault(
  state: string,
  name: string,
): Promise<string> {
  const act = acts[name];
  if (!act) {
    throw new Advice(
      `There is no "vault ${name}".`,
      `Say one of ${Object.keys(acts).join(', ')}.`,
    );
  }
  return act(state).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNREFUSED') throw error;
    throw new Advice(
      'The Vault server does not answer.',
      'It runs while the platform does: see npm start.',
    );
  });
}
