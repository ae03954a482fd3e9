import supertest from 'supertest';
import {
  type RequestsPortal,
  startRequestsPortal,
} from '../../../testing/requests';
import { createCaller } from '../../../testing/requestsCaller';

const canary = 'canary-4f1c9e';

let portal: RequestsPortal;
const { get, post, put } = createCaller(() => portal);
let path: string;
let id: string;

beforeAll(async () => {
  portal = await startRequestsPortal();
  const spec = {
    kind: 'secret',
    cluster: 'local',
    team: 'group:default/team-payments',
    namespace: 'payments',
    name: 'db',
    serviceAccount: 'app',
    keys: ['USER', 'PASSWORD'],
  };
  id = (await post('ben', '/requests', { spec })).body.id;
  path = `/requests/${id}`;
  const { hash } = (await get('lea', path)).body;
  await post('lea', `${path}/approve`, { hash });
});
afterAll(() => portal.stop());

const whole = { USER: 'db', PASSWORD: canary };

it('cannot be written before there is a place for it', async () => {
  const early = await put('ben', `${path}/value`, { data: whole });
  expect(early.status).toBe(409);
  await portal.makeLive(id);
});

it('goes to Vault, and is told of by its version only', async () => {
  const { status, body } = await put('bea', `${path}/value`, { data: whole });
  expect([status, body]).toEqual([200, { version: 1 }]);
  expect([...portal.vault.values]).toEqual([
    ['secret/paddock/local/payments/apps/db', [whole]],
  ]);
  const versions = await get('ben', `${path}/versions`);
  expect(versions.body).toMatchObject({
    path: 'secret/paddock/local/payments/apps/db',
    current: 1,
    versions: [{ version: 1 }],
  });
  const { timeline } = (await get('ben', path)).body;
  expect(timeline.at(-1)).toMatchObject({
    kind: 'value-written',
    by: 'user:default/bea',
    text: 'Version 1 was written.',
  });
});

it('is not overwritten unseen', async () => {
  const data = { ...whole, USER: 'other' };
  const late = await put('ben', `${path}/value`, { data, replaces: 0 });
  expect(late.status).toBe(409);
  const right = await put('ben', `${path}/value`, { data, replaces: 1 });
  expect(right.body).toEqual({ version: 2 });
});

it.each([
  ['a member of no owning team', 'lea', 403],
  ['an administrator', 'petra', 403],
  ['somebody who does not see it', 'emil', 404],
])('is not written by %s', async (_, who, status) => {
  const answer = await put(who, `${path}/value`, { data: whole });
  expect(answer.status).toBe(status);
  expect(answer.text).not.toContain(canary);
});

it('waits for Vault with the person who typed it, and nowhere else', async () => {
  portal.vault.state = { state: 'sealed' };
  const answer = await put('ben', `${path}/value`, { data: whole });
  portal.vault.state = { state: 'ready' };
  expect(answer.status).toBe(503);
  expect(answer.body.error.message).toContain('sealed');
});

// What is wrong with a body is told without a word of it: a value may stand where it does not belong.
it.each([
  ['a value instead of data', { data: canary }, 400],
  ['a value as a field', { [canary]: 'x', data: whole }, 400],
  ['a value as a key', { data: { [`${canary} `]: 'x' } }, 400],
  ['a value in a list', { data: { PASSWORD: [canary] } }, 400],
  ['no key', { data: {} }, 400],
  ['a key that is not declared', { data: { ...whole, [canary]: 'x' } }, 422],
  ['a declared key left out', { data: { PASSWORD: canary } }, 422],
  ['too long a value', { data: { PASSWORD: canary.repeat(10_000) } }, 400],
])('is refused with %s', async (_, body, status) => {
  const answer = await put('ben', `${path}/value`, body);
  expect(answer.status).toBe(status);
  expect(answer.text).not.toContain(canary);
});

it.each([
  ['broken JSON', 'application/json', `{"data":{"PASSWORD":"${canary}"`, 400],
  ['no JSON', 'application/json', canary, 400],
  ['text', 'text/plain', canary, 400],
  [
    'a key that would be lost',
    'application/json',
    `{"data":{"PASSWORD":"${canary}","__proto__":"${canary}"}}`,
    400,
  ],
  [
    'bytes that are no UTF-8',
    'application/json',
    Buffer.from(`{"data":{"PASSWORD":"${canary}\xff"}}`, 'latin1'),
    400,
  ],
  ['2 MB', 'application/json', canary.repeat(160_000), 413],
])('is refused as %s', async (_, type, body, status) => {
  const answer = await supertest(portal.url)
    .put(`${path}/value`)
    .set('authorization', `Bearer ${portal.tokenOf('ben')}`)
    .set('content-type', type)
    // As it is, bytes as well.
    .serialize(each => each as string)
    .send(body as string);
  expect(answer.status).toBe(status);
  expect(answer.text).not.toContain(canary);
});

// H45
it('is in no log, audit line, notification, timeline or answer', async () => {
  const lines = await portal.store.audit.search({ limit: 200 });
  expect(lines.some(({ event }) => event === 'secret-value-write')).toBe(true);
  const page = await get('ben', path);
  const everything = [
    JSON.stringify(lines),
    JSON.stringify(portal.sent),
    page.text,
    ...portal.logged,
  ].join('\n');
  expect(portal.logged.length).toBeGreaterThan(10);
  expect(everything).not.toContain(canary);
  expect(everything).not.toContain(Buffer.from(canary).toString('base64'));
});
