import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { oddAnswer, type VaultAnswer } from './answers';
import type { Connection } from './connection';
import { LoginRefused, VaultRefused, VaultSealed } from './errors';
import type { Ask } from './session';
import type { VaultSettings } from './settings';
import type { VaultHealth } from './vault';

export interface HealthParts {
  send: Connection['send'];
  ask: Ask;
  settings: Pick<VaultSettings, 'kvMount' | 'prefix' | 'startingFile'>;
}

/** Asks the server, then whether the portal may come in and its KV mount is there. */
export async function healthOf(parts: HealthParts): Promise<VaultHealth> {
  const health = await look(parts);
  if (health.state === 'ready') return health;
  const detail = await startingLine(parts.settings.startingFile);
  return detail ? { state: 'starting', detail } : health;
}

async function look({
  send,
  ask,
  settings,
}: HealthParts): Promise<VaultHealth> {
  let skewSeconds = 0;
  try {
    const answer = await send({
      method: 'GET',
      // A standby passes on what it is asked.
      path: 'sys/health?standbyok=true&perfstandbyok=true',
      outsideNamespace: true,
    });
    const state = stateOf(answer);
    if (state.state !== 'up') return state;
    skewSeconds = state.skewSeconds;
    const { kvMount, prefix } = settings;
    const path = `${kvMount}/metadata/${prefix}`;
    await ask({ method: 'GET', path, list: true });
    return { state: 'ready' };
  } catch (error) {
    return failureOf(error as Error, skewSeconds);
  }
}

function failureOf(error: Error, skewSeconds: number): VaultHealth {
  if (error instanceof LoginRefused) {
    // Tokens of service accounts say from when to when they hold.
    const clocks =
      Math.abs(skewSeconds) > 60
        ? `; its clock differs from the portal’s by ${skewSeconds} s`
        : '';
    return { state: 'refused', reason: error.message + clocks };
  }
  if (error instanceof VaultRefused) {
    return {
      state: 'refused',
      reason: `the portal’s policy does not let it list its own paths (${error.message})`,
    };
  }
  if (error instanceof VaultSealed) {
    return { state: 'sealed' };
  }
  return { state: 'away', reason: error.message };
}

const healthAnswer = z.object({
  sealed: z.boolean(),
  server_time_utc: z.number().int(),
});

/** Source: HashiCorp Vault, `/sys/health`, whose status codes OpenBao shares. */
function stateOf({
  status,
  body,
}: VaultAnswer): VaultHealth | { state: 'up'; skewSeconds: number } {
  const away = (reason: string): VaultHealth => ({ state: 'away', reason });
  const { data } = healthAnswer.safeParse(body);
  switch (status) {
    case 200: {
      if (!data || data.sealed) return away(oddAnswer('its health').message);
      const now = Math.round(Date.now() / 1000);
      return { state: 'up', skewSeconds: data.server_time_utc - now };
    }
    case 503:
      return data?.sealed
        ? { state: 'sealed' }
        : away('Vault answers 503 without saying that it is sealed');
    case 429:
      return away('Vault is overloaded, or a standby that passes nothing on');
    case 472:
      return away('it is the disaster recovery secondary');
    case 473:
      return away('it is a performance standby that passes nothing on');
    case 474:
      return away('it is a standby that cannot reach the active server');
    case 501:
      return away('Vault has not been initialised');
    default:
      return away(`Vault answers ${status} when asked for its health`);
  }
}

/** The first line of the file; undefined where there is none. */
async function startingLine(
  file: string | undefined,
): Promise<string | undefined> {
  if (!file) return undefined;
  const text = await readFile(file, 'utf8').catch(() => '');
  const [line = ''] = text.trimStart().split('\n');
  return (
    line
      .replace(/[^\x20-\x7e\u00a0-\uffff]+/g, ' ')
      .trim()
      .slice(0, 200) || undefined
  );
}
