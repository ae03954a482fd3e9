import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { people } from './people.ts';
import { startSignIn, type SignIn } from './signIn.ts';
import { testBrowser, type TestBrowser } from './testBrowser.ts';
import { testPlatform, type TestPlatform } from './testPlatform.ts';

let platform: TestPlatform;
let signIn: SignIn;
let redirect: string;

before(async () => {
  platform = await testPlatform(7);
  signIn = await startSignIn(platform.platform);
  redirect = `http://localhost:${platform.platform.ports.portal}/api/auth/oidc/handler/frame`;
});
after(() => platform.end());

const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');

function authorize(change: Record<string, string | undefined> = {}): string {
  const parameters = {
    client_id: signIn.clientId,
    response_type: 'code',
    redirect_uri: redirect,
    scope: 'openid profile email groups',
    state: 'a-state',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...change,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) query.set(name, value);
  }
  return `${signIn.issuer}/auth?${query}`;
}

/** Goes to the page with the people, presses one, and returns where the portal is called back. */
async function press(
  browser: TestBrowser,
  person: string,
  change?: Record<string, string>,
): Promise<URL> {
  const first = await browser.open(authorize(change));
  const at = new URL(first.headers.get('location') ?? '', signIn.issuer);
  const page = await browser.open(at.href);
  assert.equal(page.status, 200);
  const action = /action="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  const chosen = await browser.open(`${signIn.issuer}${action}`, { person });
  const last = await browser.follow(chosen, signIn.issuer);
  return new URL(last.headers.get('location') ?? `${signIn.issuer}/no-code`);
}

async function redeem(
  form: Record<string, string>,
  secret = signIn.clientSecret,
): Promise<{ status: number; answer: Record<string, string> }> {
  const basic = Buffer.from(`${signIn.clientId}:${secret}`).toString('base64');
  const answer = await fetch(`${signIn.issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { authorization: `Basic ${basic}` },
  });
  return {
    status: answer.status,
    answer: (await answer.json()) as Record<string, string>,
  };
}

const codeForm = (back: URL) => ({
  grant_type: 'authorization_code',
  code: back.searchParams.get('code') ?? '',
  redirect_uri: redirect,
  code_verifier: verifier,
});

async function userinfo(token: string | undefined) {
  const answer = await fetch(`${signIn.issuer}/me`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const claims = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, claims };
}

test('the discovery document names this issuer, PKCE and RS256', async () => {
  const answer = await fetch(
    `${signIn.issuer}/.well-known/openid-configuration`,
  );
  const document = (await answer.json()) as Record<string, string[]>;
  assert.equal(document.issuer, signIn.issuer);
  assert.deepEqual(document.response_types_supported, ['code']);
  assert.ok(document.code_challenge_methods_supported?.includes('S256'));
  assert.ok(document.id_token_signing_alg_values_supported?.includes('RS256'));
  const keys = await (await fetch(`${signIn.issuer}/jwks`)).text();
  assert.match(keys, /"kid"/);
  assert.doesNotMatch(keys, /"d":/);
});

test('pressing a person gives the portal that person, and a code is good once', async () => {
  const back = await press(testBrowser(), 'ana');
  assert.equal(back.origin + back.pathname, redirect);
  assert.equal(back.searchParams.get('state'), 'a-state');
  assert.equal(back.searchParams.get('iss'), signIn.issuer);

  const { status, answer } = await redeem(codeForm(back));
  assert.equal(status, 200);
  const [, payload = ''] = (answer.id_token ?? '').split('.');
  const idToken = JSON.parse(Buffer.from(payload, 'base64url').toString());
  assert.equal(idToken.email, 'ana@paddock.example');
  assert.deepEqual((await userinfo(answer.access_token)).claims, {
    sub: 'ana',
    name: 'Ana Almeida',
    preferred_username: 'ana',
    email: 'ana@paddock.example',
    email_verified: true,
    groups: ['team-payments', 'team-payments-leads'],
  });

  const again = await redeem(codeForm(back));
  assert.equal(again.status, 400);
  assert.equal(again.answer.error, 'invalid_grant');
  // Somebody had the code too, so what was given for it is taken back.
  assert.equal((await userinfo(answer.access_token)).status, 401);
});

test('a wrong client secret or PKCE verifier gives no token', async () => {
  const back = await press(testBrowser(), 'ben');
  const wrong = await redeem(codeForm(back), 'not-the-secret');
  assert.equal(wrong.status, 401);
  assert.equal(wrong.answer.error, 'invalid_client');
  const other = { ...codeForm(back), code_verifier: 'x'.repeat(43) };
  assert.equal((await redeem(other)).answer.error, 'invalid_grant');
});

test('an unknown redirect address, client or missing PKCE never reaches the people', async () => {
  for (const change of [
    { redirect_uri: 'http://localhost:9/api/auth/oidc/handler/frame' },
    { redirect_uri: `${redirect}/more` },
    { client_id: 'other' },
  ]) {
    const answer = await testBrowser().open(authorize(change));
    assert.equal(answer.status, 400, JSON.stringify(change));
    assert.equal(answer.headers.get('location'), null);
  }
  const plain = await testBrowser().open(
    authorize({ code_challenge: undefined, code_challenge_method: undefined }),
  );
  const to = new URL(plain.headers.get('location') ?? '');
  assert.equal(to.searchParams.get('error'), 'invalid_request');
});

test('the refresh token works until the person signs out', async () => {
  const browser = testBrowser();
  const { answer } = await redeem(codeForm(await press(browser, 'dora')));
  const refresh = {
    grant_type: 'refresh_token',
    refresh_token: answer.refresh_token ?? '',
  };
  assert.equal((await redeem(refresh)).status, 200);

  const page = await (
    await browser.open(`${signIn.issuer}/session/end`)
  ).text();
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const end = `${signIn.issuer}/session/end/confirm`;
  const forged = await browser.open(end, { xsrf: 'guessed', logout: 'yes' });
  assert.equal(forged.status, 400);
  assert.equal((await redeem(refresh)).status, 200);

  const done = await browser.open(end, { xsrf, logout: 'yes' });
  const last = await browser.follow(done, signIn.issuer);
  assert.match(await last.text(), /You are signed out/);
  assert.equal((await redeem(refresh)).answer.error, 'invalid_grant');
});

test('another person can be chosen in the same browser', async () => {
  const browser = testBrowser();
  const first = await redeem(codeForm(await press(browser, 'ana')));
  const back = await press(browser, 'emil', { prompt: 'login' });
  const second = await redeem(codeForm(back));
  const { claims } = await userinfo(second.answer.access_token);
  assert.equal(claims.sub, 'emil');
  assert.equal((await userinfo(first.answer.access_token)).status, 401);
});

test('the page with the people: all of them, no script, no frame', async () => {
  const browser = testBrowser();
  const first = await browser.open(authorize());
  const page = await browser.follow(first, signIn.issuer);
  const text = await page.text();
  for (const { name } of people) {
    assert.match(text, new RegExp(`name="person" value="${name}"`));
  }
  assert.doesNotMatch(text, /<script/i);
  const policy = page.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'.*frame-ancestors 'none'/);
  const cookies = first.headers.getSetCookie();
  assert.ok(cookies.length > 0);
  for (const cookie of cookies) {
    assert.match(cookie, /^paddock-sign-in-7-.*httponly/i);
    assert.match(cookie, /samesite=lax/i);
  }
});

test('a choice that another site, another browser or nobody made is refused', async () => {
  const browser = testBrowser();
  const first = await browser.open(authorize());
  const action = new URL(first.headers.get('location') ?? '', signIn.issuer);
  const stranger = await testBrowser().open(action.href, { person: 'petra' });
  assert.equal(stranger.status, 400);
  const nobody = await browser.open(action.href, { person: 'root' });
  assert.equal(nobody.status, 400);
  const foreign: Array<Record<string, string>> = [
    { origin: 'http://localhost:8080' },
    { origin: 'null' },
    { 'sec-fetch-site': 'same-site' },
  ];
  for (const headers of foreign) {
    const body = new URLSearchParams({ person: 'petra' });
    const forged = await fetch(action, { method: 'POST', body, headers });
    assert.equal(forged.status, 403, JSON.stringify(headers));
  }
});

test('a foreign Host header is refused', async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const { signIn: port } = platform.platform.ports;
    const path = '/.well-known/openid-configuration';
    const headers = { host: `rebound.example:${port}` };
    request({ host: '127.0.0.1', port, path, headers }, answer => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
  assert.equal(status, 421);
});

test('the secrets are for their owner only, and are not in the log', async () => {
  const { state } = platform.platform;
  const file = join(state, 'sign-in', 'secrets.json');
  assert.equal((await stat(file)).mode % 0o1000, 0o600);
  const log = await readFile(join(state, 'logs', 'sign-in.log'), 'utf8');
  assert.match(log, /ana@paddock\.example signed in/);
  assert.ok(!log.includes(signIn.clientSecret));
});
