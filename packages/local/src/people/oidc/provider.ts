import {
  Provider,
  interactionPolicy,
  type Configuration,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { personNamed, type Person } from '../people.ts';
import { pageHeaders, renderPage, type Page } from '../page.ts';
import { createMemory } from './memory.ts';
import { failedPage, signOutPage, signedOutPage } from './pages.ts';
import type { SignInSecrets } from './secrets.ts';

export interface SignInOptions {
  readonly instance: number;
  readonly issuer: string;
  /** The origins that the portal is opened at, for instance `http://localhost:7007`. */
  readonly portals: readonly string[];
  readonly secrets: SignInSecrets;
}

export const clientId = 'paddock';

const hour = 3600;

const claimsOf = ({ name, displayName, email, groups }: Person) => ({
  sub: name,
  name: displayName,
  preferred_username: name,
  email,
  email_verified: true,
  groups,
});

function show(
  ctx: KoaContextWithOIDC,
  page: Page,
  formTargets: readonly string[],
): void {
  ctx.set(pageHeaders(formTargets));
  ctx.body = renderPage(page);
}

/** The portal is the platform's own: nobody is asked whether it may read who they are. */
async function grantForPortal({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc;
  if (!client || !session?.accountId) return undefined;
  const earlier = session.grantIdFor(client.clientId);
  if (earlier) return provider.Grant.find(earlier);
  const grant = new provider.Grant({
    clientId: client.clientId,
    accountId: session.accountId,
  });
  grant.addOIDCScope('openid profile email groups offline_access');
  await grant.save();
  return grant;
}

function loginOnly() {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  return policy;
}

function features(portals: readonly string[]): Configuration['features'] {
  return {
    devInteractions: { enabled: false },
    revocation: {
      enabled: true,
      allowedPolicy: async (_ctx, client, token) =>
        token.clientId === client.clientId,
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: async (ctx, form) =>
        show(ctx, signOutPage({ html: form }), [`'self'`, ...portals]),
      postLogoutSuccessSource: async ctx => show(ctx, signedOutPage(), []),
    },
  };
}

function clientOf({ portals, secrets }: SignInOptions) {
  return {
    client_id: clientId,
    client_secret: secrets.clientSecret,
    client_name: 'Paddock',
    redirect_uris: portals.map(at => `${at}/api/auth/oidc/handler/frame`),
    post_logout_redirect_uris: portals.flatMap(at => [at, `${at}/`]),
    response_types: ['code' as const],
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: 'client_secret_basic' as const,
  };
}

function cookies({ instance, secrets }: SignInOptions) {
  // Cookies on localhost are shared by all ports, so by all platforms: hence the number in their names.
  const name = (what: string) => `paddock-sign-in-${instance}-${what}`;
  const kept = { signed: true, httpOnly: true, sameSite: 'lax' as const };
  return {
    keys: [...secrets.cookieKeys],
    names: {
      session: name('session'),
      interaction: name('interaction'),
      resume: name('resume'),
    },
    long: kept,
    short: kept,
  };
}

const ttl = {
  AccessToken: hour,
  AuthorizationCode: 60,
  IdToken: hour,
  Interaction: hour,
  RefreshToken: 12 * hour,
  Session: 12 * hour,
  Grant: 12 * hour,
};

const claims = {
  profile: ['name', 'preferred_username'],
  email: ['email', 'email_verified'],
  groups: ['groups'],
};

export function createProvider(options: SignInOptions): Provider {
  const { issuer, portals, secrets } = options;
  return new Provider(issuer, {
    adapter: createMemory(Date.now),
    clients: [clientOf(options)],
    jwks: { keys: [...secrets.jwks.keys] } as Configuration['jwks'],
    cookies: cookies(options),
    responseTypes: ['code'],
    pkce: { required: () => true },
    scopes: ['openid', 'offline_access'],
    claims,
    // Clients that read only the ID token see the same person as those that ask for userinfo.
    conformIdTokenClaims: false,
    features: features(portals),
    interactions: {
      policy: loginOnly(),
      url: (_ctx, interaction) => `/interaction/${interaction.uid}`,
    },
    findAccount: async (_ctx, id) => {
      const person = personNamed(id);
      return person && { accountId: id, claims: async () => claimsOf(person) };
    },
    loadExistingGrant: grantForPortal,
    issueRefreshToken: async (_ctx, client) =>
      client.grantTypeAllowed('refresh_token'),
    clientBasedCORS: () => false,
    renderError: async (ctx, { error, error_description: why }) =>
      show(ctx, failedPage(error, why ?? ''), []),
    ttl,
  });
}
