import type { LoginParts } from './loginParts';
import { z } from 'zod';
import { expectSuccess, holdsAny, oddAnswer } from '../answers';
import type { Connection, VaultCall } from '../connection';
import { readCredentials, type Credentials } from './credentials';
import { LoginRefused, VaultAway, VaultRefused } from '../errors';
import type { VaultLogin } from '../settings';
import { openWrapped } from './wrapped';

/** A token, and how long it lasts from the moment it was asked for. */
export interface Grant {
  token: string;
  /** 0 where it does not end. */
  seconds: number;
  renewable: boolean;
}

export interface Login {
  /** The file is the token: another text in it replaces the one that is held. */
  given: boolean;
  /** @throws LoginRefused where a file cannot be read */
  read(): Promise<Credentials>;
  /** @throws LoginRefused, VaultAway */
  logIn(credentials: Credentials): Promise<Grant>;
}

/** The login that is configured. */
export function createLogin(settings: VaultLogin, parts: LoginParts): Login {
  switch (settings.method) {
    case 'token':
      return {
        given: true,
        read: () => readCredentials([settings.tokenFile]),
        logIn: ({ texts: [token] }) => lookUp(parts, token!),
      };
    case 'kubernetes': {
      const { mount, role, jwtFile } = settings;
      return {
        given: false,
        read: () => readCredentials([jwtFile]),
        logIn: ({ texts: [jwt] }) =>
          grantOf(parts, callOf(mount, { role, jwt: jwt! })),
      };
    }
    case 'appRole': {
      const { mount, roleIdFile, secretIdFile, wrapped } = settings;
      const secretIdOf = wrapped
        ? openWrapped({ mount, role: wrapped.role }, parts)
        : async (text: string) => text;
      return {
        given: false,
        read: () => readCredentials([roleIdFile, secretIdFile]),
        logIn: async ({ texts: [roleId, secret] }) => {
          const secretId = await secretIdOf(secret!);
          const body = { role_id: roleId!, secret_id: secretId };
          return grantOf(parts, callOf(mount, body));
        },
      };
    }
    default:
      throw new Error(`Unknown login: ${settings satisfies never}`);
  }
}

const callOf = (mount: string, body: Record<string, string>) => ({
  method: 'POST' as const,
  path: `auth/${mount}/login`,
  body,
});

const authAnswer = z.object({
  auth: z.object({
    client_token: z.string().regex(/^[\x21-\x7e]{1,16384}$/),
    lease_duration: z.number().int().min(0),
    renewable: z.boolean(),
  }),
});

/** Logs in somewhere. @throws LoginRefused, VaultAway */
export async function grantOf(
  { send }: Pick<LoginParts, 'send'>,
  call: VaultCall,
): Promise<Grant> {
  const answer = await accepted(send, call);
  const { data } = authAnswer.safeParse(answer);
  if (!data) throw oddAnswer('a login');
  return {
    token: data.auth.client_token,
    seconds: data.auth.lease_duration,
    renewable: data.auth.renewable,
  };
}

const lookUpAnswer = z.object({
  data: z.object({
    ttl: z.number().int().min(0),
    renewable: z.boolean().default(false),
  }),
});

async function lookUp(
  { send }: Pick<LoginParts, 'send'>,
  token: string,
): Promise<Grant> {
  const answer = await accepted(send, lookUpCall(token));
  const { data } = lookUpAnswer.safeParse(answer);
  if (!data) throw oddAnswer('a token');
  const { ttl, renewable } = data.data;
  return { token, seconds: ttl, renewable };
}

/** Asks a token about itself; every token of the portal's policy may. */
export const lookUpCall = (token: string): VaultCall => ({
  method: 'GET',
  path: 'auth/token/lookup-self',
  token,
});

export const renewCall = (token: string): VaultCall => ({
  method: 'POST',
  path: 'auth/token/renew-self',
  body: {},
  token,
});

async function accepted(
  send: Connection['send'],
  call: VaultCall,
): Promise<Record<string, unknown>> {
  const secrets = [
    ...(call.token ? [call.token] : []),
    ...Object.entries(call.body ?? {})
      .filter(([field]) => field !== 'role')
      .map(([, text]) => String(text)),
  ];
  try {
    const body = expectSuccess(await send(call), holdsAny(secrets));
    if (body) return body;
  } catch (error) {
    if (error instanceof VaultAway) throw error;
    if (error instanceof VaultRefused) throw new LoginRefused(error.message);
    throw error;
  }
  throw new LoginRefused('it answers 404 without saying why');
}
