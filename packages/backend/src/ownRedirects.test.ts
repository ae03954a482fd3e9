import { startTestBackend, mockServices } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import oidcProvider from '@backstage/plugin-auth-backend-module-oidc-provider';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import ownRedirects, { isOwnAddress } from './ownRedirects';

const origin = 'http://localhost:7007';

const own = [
  origin,
  `${origin}/`,
  `${origin}/catalog/default/component/web?tab=live&q=a%20b#pods`,
  String.raw`${origin}/workloads?q=\d#\w`,
  `${origin}?returnTo=http://evil.example/`,
];

// What a browser would run is what must not come through.
/* eslint-disable no-script-url */
const foreign = [
  'http://evil.example/',
  'HTTP://EVIL.example/',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'blob:http://localhost:7007/x',
  'http://localhost:7007@evil.example/',
  'http://localhost:7007%40evil.example/',
  'http://localhost@evil.example/',
  'http://user:password@localhost:7007/',
  'http://localhost.evil.example:7007/',
  'http://localhost:70070/',
  'http://localhost:7008/',
  'http://localhost/',
  'https://localhost:7007/',
  'http://localhost:7007\\@evil.example/',
  'http://localhost:7007.evil.example/',
  ' http://localhost:7007/',
  '\thttp://evil.example/',
  '\u0000http://evil.example/',
  'ht\ntp://evil.example/',
  'http:evil.example',
  'http:///evil.example',
  'http://localhost:7007/\r\nSet-Cookie: a=b',
  'http%3A%2F%2Fevil.example',
  'http://evil。example/',
  'http://ⓔvil.example/',
  'http://localhost:7007/ü',
  '/catalog',
  'catalog',
  '',
];
/* eslint-enable no-script-url */

it.each(own)('takes %j for its own', address => {
  expect(isOwnAddress(address, origin)).toBe(true);
});

it.each(foreign)('takes %j for foreign', address => {
  expect(isOwnAddress(address, origin)).toBe(false);
});

describe('with the real auth plugin and the sign-in server of the platform', () => {
  // Ports of their own, far from those of platforms that people start.
  const instance = 61;
  const issuer = `http://localhost:${7010 + instance * 100}`;
  const registered = `http://localhost:${
    7007 + instance * 100
  }/api/auth/oidc/handler/frame`;
  let state: string;
  let signIn: ChildProcess;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  let auth: string;

  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), 'paddock-redirects-'));
    const main = resolve(__dirname, '../../local/src/people/signInMain.ts');
    signIn = spawn(
      process.execPath,
      [
        main,
        `--state=${state}`,
        `--instance=${instance}`,
        `--parent=${process.pid}`,
      ],
      { stdio: 'ignore' },
    );
    const metadataUrl = `${issuer}/.well-known/openid-configuration`;
    await untilServed(metadataUrl);
    const { clientSecret } = JSON.parse(
      await readFile(join(state, 'sign-in', 'secrets.json'), 'utf8'),
    );
    backend = await startTestBackend({
      features: [
        authPlugin,
        oidcProvider,
        ownRedirects,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: origin },
            auth: {
              session: { secret: 'of-the-test' },
              providers: {
                oidc: {
                  development: {
                    metadataUrl,
                    clientId: 'paddock',
                    clientSecret,
                    callbackUrl: registered,
                    prompt: 'auto',
                  },
                },
              },
            },
          },
        }),
      ],
    });
    auth = `http://localhost:${backend.server.port()}/api/auth/oidc`;
  }, 60_000);

  afterAll(async () => {
    await backend?.stop();
    signIn?.kill();
    await rm(state, { recursive: true, force: true });
  });

  const start = (redirectUrl: string) =>
    `${auth}/start?${new URLSearchParams({
      env: 'development',
      flow: 'redirect',
      scope: 'openid profile email',
      redirectUrl,
    })}`;

  it.each(foreign.filter(Boolean))(
    'does not begin a sign-in that ends at %j',
    async address => {
      const answer = await fetch(start(address), { redirect: 'manual' });
      expect(answer.status).toBe(400);
      expect(answer.headers.get('location')).toBeNull();
    },
  );

  it.each(foreign.filter(Boolean))(
    'does not follow a state that leads to %j',
    async redirectUrl => {
      for (const method of ['GET', 'POST']) {
        for (const repeated of [[], [['redirectUrl', redirectUrl]]]) {
          const forged = new URLSearchParams([
            ['env', 'development'],
            ['nonce', 'guessed'],
            ['flow', 'redirect'],
            ['redirectUrl', repeated.length ? `${origin}/` : redirectUrl],
            ...repeated,
          ]);
          const hex = Buffer.from(`${forged}`).toString('hex');
          const answer = await fetch(`${auth}/handler/frame?state=${hex}`, {
            method,
            redirect: 'manual',
          });
          expect(answer.status).toBe(400);
          expect(answer.headers.get('location')).toBeNull();
        }
      }
    },
  );

  it.each(own)('signs in and leads back to %j', async address => {
    const cookies = new Map<string, string>();
    const open = async (url: string, form?: Record<string, string>) => {
      const answer = await fetch(url, {
        method: form ? 'POST' : 'GET',
        body: form && new URLSearchParams(form),
        redirect: 'manual',
        headers: {
          cookie: [...cookies].map(pair => pair.join('=')).join('; '),
        },
      });
      for (const line of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
        cookies.set(name!, value!);
      }
      return answer;
    };
    const next = (answer: Response) =>
      new URL(answer.headers.get('location')!, issuer).href;

    const asked = await open(start(address));
    const page = await open(next(await open(next(asked))));
    const [, action] = /action="([^"]+)"/.exec(await page.text())!;
    let answer = await open(`${issuer}${action}`, { person: 'ben' });
    while (!next(answer).startsWith(registered)) {
      answer = await open(next(answer));
    }
    const back = await open(
      `${auth}/handler/frame${new URL(next(answer)).search}`,
    );
    expect(back.status).toBe(302);
    expect(back.headers.get('location')).toBe(new URL(address).href);
  });
});

async function untilServed(url: string): Promise<void> {
  const answer = await fetch(url).catch(() => undefined);
  if (answer?.ok) return;
  await new Promise(done => {
    setTimeout(done, 50);
  });
  await untilServed(url);
}
