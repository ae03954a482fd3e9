import { expectSuccess, wordsOf, type VaultAnswer } from './answers';
import type { Connection, VaultCall } from './connection';
import { lookUpCall } from './login/login';
import { notAccepted, type HeldToken, type TokenHolder } from './login/tokens';

export interface PortalCall extends Omit<VaultCall, 'token'> {
  /** The body must not be repeated, so none of Vault's words are. */
  secret?: true;
}

/**
 * Asks with the portal's token; resolves as `expectSuccess`. A token that Vault does not accept is replaced by one new
 * login, and the call is made once more: a call that was refused has had no effect.
 *
 * @throws VaultAway, VaultRefused
 */
export type Ask = (
  call: PortalCall,
) => Promise<Record<string, unknown> | undefined>;

export function createAsk(send: Connection['send'], tokens: TokenHolder): Ask {
  async function attempt({ secret, ...call }: PortalCall, held: HeldToken) {
    const answer = await send({ ...call, token: held.token });
    if (await refusesToken(send, held, answer)) {
      tokens.refused(held);
      return 'refused';
    }
    tokens.proven(held);
    return {
      body: expectSuccess(
        answer,
        words => secret === true || words.includes(held.token),
      ),
    };
  }

  return async call => {
    const first = await attempt(call, await tokens.current());
    if (first !== 'refused') return first.body;
    const second = await attempt(call, await tokens.current());
    if (second !== 'refused') return second.body;
    throw notAccepted();
  };
}

async function refusesToken(
  send: Connection['send'],
  { token }: HeldToken,
  answer: VaultAnswer,
): Promise<boolean> {
  if (answer.status === 401) return true;
  if (answer.status !== 403) return false;
  if (wordsOf(answer).includes('invalid token')) return true;
  // "permission denied" is said of the token and of the path alike.
  const { status } = await send(lookUpCall(token));
  return status === 401 || status === 403;
}
