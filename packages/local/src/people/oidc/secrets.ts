import { generateKeyPairSync, randomBytes, type JsonWebKey } from 'node:crypto';
import { join } from 'node:path';
import { keep } from '../keep.ts';

export interface SignInSecrets {
  readonly clientSecret: string;
  /** Sign the provider's cookies. */
  readonly cookieKeys: readonly string[];
  readonly jwks: { readonly keys: JsonWebKey[] };
}

const random = () => randomBytes(32).toString('base64url');

function signingKey(): JsonWebKey {
  // RS256 is what Backstage's OIDC provider expects unless it is told otherwise.
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    ...privateKey.export({ format: 'jwk' }),
    use: 'sig',
    alg: 'RS256',
    kid: randomBytes(8).toString('hex'),
  };
}

/** Made at the first start of a state folder; later starts find the same ones. */
export function signInSecrets(state: string): SignInSecrets {
  return keep(join(state, 'sign-in', 'secrets.json'), () => ({
    clientSecret: random(),
    cookieKeys: [random()],
    jwks: { keys: [signingKey()] },
  }));
}
