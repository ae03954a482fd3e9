import { testBrowser } from '../people/testBrowser.ts';
import { personNamed, people } from '../people/people.ts';
import { Advice } from '../platform/platform.ts';
import type { Ports } from '../platform/ports.ts';

/**
 * Signs a sample person in as a browser would, through the embedded sign-in, and returns the portal's token for them.
 * It lives about an hour. Only the embedded platform has this sign-in: anywhere else there is nobody to press.
 */
export async function signInAs(ports: Ports, name: string): Promise<string> {
  if (!personNamed(name)) {
    throw new Advice(
      `There is no sample person called ${JSON.stringify(name)}.`,
      `Take one of ${people.map(each => each.name).join(', ')}.`,
    );
  }
  const portal = `http://localhost:${ports.portal}`;
  const issuer = `http://localhost:${ports.signIn}`;
  const browser = testBrowser();
  const query = new URLSearchParams({
    env: 'embedded',
    scope: 'openid profile email groups',
    origin: portal,
    flow: 'popup',
  });
  const toSignIn = await browser.open(`${portal}/api/auth/oidc/start?${query}`);
  const authorize = toSignIn.headers.get('location') ?? '';
  if (!authorize.startsWith(issuer)) {
    throw new Advice(
      `The portal at ${portal} does not use the embedded sign-in.`,
      'Tokens are printed for the embedded platform only.',
    );
  }
  const choose = await browser.open(authorize);
  const page = await browser.open(
    new URL(choose.headers.get('location') ?? '', issuer).href,
  );
  const action = /action="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  const chosen = await browser.open(`${issuer}${action}`, { person: name });
  const back = await browser.follow(chosen, issuer);
  await browser.open(back.headers.get('location') ?? '');
  const refreshed = await browser.open(
    `${portal}/api/auth/oidc/refresh?env=embedded`,
    undefined,
    {
      'x-requested-with': 'XMLHttpRequest',
      accept: 'application/json',
    },
  );
  const session = (await refreshed.json()) as {
    backstageIdentity?: { token?: string };
    error?: { message?: string };
  };
  const token = session.backstageIdentity?.token;
  if (!token) {
    throw new Advice(
      `The portal did not sign ${name} in: ${
        session.error?.message ?? refreshed.status
      }.`,
      'Its log may say why: .paddock/logs/portal.log',
    );
  }
  return token;
}
