import type { LoginParts } from './loginParts';
import { z } from 'zod';
import { expectSuccess, holdsAny } from '../answers';
import type { VaultCall } from '../connection';
import { fingerprintOf } from './credentials';
import { LoginRefused, VaultRefused } from '../errors';

/** A wrapping token is on its way for minutes; one that was made for longer was not made for this. */
const MAX_TTL_SECONDS = 300;

const lookedUp = z.object({
  data: z.object({ creation_path: z.string(), creation_ttl: z.number() }),
});
const opened = z.object({
  data: z.object({ secret_id: z.string().regex(/^[\x21-\x7e]{1,16384}$/) }),
});

/**
 * The secret id behind a response-wrapping token. Each token is opened once, after a look at where it comes from, and
 * the secret id stays in memory for later logins. A token that cannot be opened was opened by somebody else, or came
 * too late: that is an alarm, and it is never tried again.
 *
 * Source: HashiCorp Vault, "Response wrapping token validation".
 */
export function openWrapped(
  { mount, role }: { mount: string; role: string },
  { send, alarm }: LoginParts,
): (wrapping: string) => Promise<string> {
  const expectedPath = `auth/${mount}/role/${role}/secret-id`;
  let held: { print: string; secretId: string } | undefined;
  let spent: string | undefined;

  function giveUp(print: string, why: string): never {
    spent = print;
    alarm(
      `The wrapping token of the portal’s secret id ${why}. Destroy the secret ids of the role ${role}, find out who had the token, and deliver a new one`,
    );
    throw new LoginRefused(`the wrapping token of its secret id ${why}`);
  }

  return async token => {
    const print = fingerprintOf(token);
    if (held?.print === print) return held.secretId;
    if (spent === print) {
      throw new LoginRefused('its secret id needs a new wrapping token');
    }
    const look = lookedUp.safeParse(await ask(send, lookUp(token), token));
    if (!look.data) giveUp(print, 'was opened already, or is too old');
    const { creation_path: path, creation_ttl: ttl } = look.data.data;
    if (path !== expectedPath) giveUp(print, 'was made for something else');
    if (ttl > MAX_TTL_SECONDS) giveUp(print, 'was made for too long a time');

    const { data } = opened.safeParse(await ask(send, unwrap(token), token));
    if (!data) giveUp(print, 'could not be opened');
    held = { print, secretId: data.data.secret_id };
    return held.secretId;
  };
}

/** Undefined where Vault does not know the token, or not any more. */
async function ask(send: LoginParts['send'], call: VaultCall, token: string) {
  try {
    return expectSuccess(await send(call), holdsAny([token]));
  } catch (error) {
    if (error instanceof VaultRefused) return undefined;
    throw error;
  }
}

const lookUp = (token: string): VaultCall => ({
  method: 'POST',
  path: 'sys/wrapping/lookup',
  body: { token },
});

const unwrap = (token: string): VaultCall => ({
  method: 'POST',
  path: 'sys/wrapping/unwrap',
  body: {},
  token,
});
