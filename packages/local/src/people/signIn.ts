import { join } from 'node:path';
import type { Platform } from '../platform/platform.ts';
import { clientId } from './oidc/provider.ts';
import { signInSecrets } from './oidc/secrets.ts';
import { startPart } from './part.ts';

export interface SignIn {
  /** `<issuer>/.well-known/openid-configuration` is where a client begins. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Starts the OIDC provider of the sample people, and resolves when it serves. */
export async function startSignIn(platform: Platform): Promise<SignIn> {
  const issuer = `http://localhost:${platform.ports.signIn}`;
  // Kept before the server runs, so that both find the same.
  const { clientSecret } = signInSecrets(platform.state);
  await startPart(platform, {
    name: 'sign-in',
    main: join(import.meta.dirname, 'signInMain.ts'),
    probe: `${issuer}/.well-known/openid-configuration`,
  });
  return { issuer, clientId, clientSecret };
}
