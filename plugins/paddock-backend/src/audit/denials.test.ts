import { mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { createFakeAuditor } from '../../testing/fakeAuditor';
import { createFakeTrail } from '../../testing/fakeTrail';
import {
  type RequestsPortal,
  startRequestsPortal,
} from '../../testing/requests';
import { createCaller, production } from '../../testing/requestsCaller';
import { createDenials } from './denials';

// Machines are busy.
jest.setTimeout(60_000);

const unknown = '11111111-1111-4111-8111-111111111111';

let portal: RequestsPortal;
const { get, post } = createCaller(() => portal);

beforeEach(async () => {
  portal = await startRequestsPortal({ limited: true });
});
afterEach(() => portal.stop());

const lines = (event: string) =>
  portal.store.audit.search({ event, limit: 100 });

/** How often Backstage's auditor was told that this failed. */
const failed = (event: string) =>
  portal.logged.filter(
    each => each.startsWith('["audit"') && each.includes(`"${event}"`),
  ).length;

async function until(holds: () => Promise<boolean>) {
  while (!(await holds())) await new Promise(setImmediate);
}

it('has what somebody may not do in both records, with who, what and why', async () => {
  const spec = production('mine');
  const { id, hash } = (await post('ben', '/requests', { spec })).body;
  const path = `/requests/${id}/approve`;
  const page = (await get('ben', `/requests/${id}`)).body;
  const { status } = await post('ben', path, { hash: hash ?? page.hash });
  expect(status).toBe(403);
  await until(async () => (await lines('act-denied')).length === 1);
  expect(await lines('act-denied')).toMatchObject([
    {
      actor: 'user:default/ben',
      phase: 'noted',
      detail: { what: `POST ${path}`, status: 403, why: expect.any(String) },
    },
  ]);
  await until(async () => failed('act-denied') === 1);
  expect(portal.logged.some(each => each.startsWith('["audit failed"'))).toBe(
    true,
  );
});

it('has what somebody may not know of, and no path that does not exist', async () => {
  expect((await post('emil', '/nothing')).status).toBe(404);
  const { status } = await post('emil', `/requests/${unknown}/withdraw`);
  expect(status).toBe(404);
  await until(async () => (await lines('act-denied')).length === 1);
  expect(await lines('act-denied')).toMatchObject([
    { detail: { status: 404 } },
  ]);
});

it('leaves looks out, but for those at the trail, which only the auditor has', async () => {
  expect((await get('lea', '/audit/verify')).status).toBe(403);
  await until(async () => failed('act-denied') === 1);
  expect(await lines('act-denied')).toEqual([]);
});

it('leaves out what is not valid, and what is recorded as failed already', async () => {
  const spec = production('recorded');
  const { id } = (await post('ben', '/requests', { spec })).body;
  const { hash } = (await get('lea', `/requests/${id}`)).body;
  jest
    .spyOn(portal.store, 'decide')
    .mockRejectedValueOnce(new NotAllowedError('Not now.'));
  const path = `/requests/${id}/approve`;
  expect((await post('lea', path, { hash })).status).toBe(403);
  expect((await post('ben', '/requests', { spec: {} })).status).toBe(400);
  // What comes later is there, and nothing else is.
  expect((await post('ben', path, { hash })).status).toBe(403);
  await until(async () => (await lines('act-denied')).length > 0);
  expect(await lines('act-denied')).toMatchObject([
    { actor: 'user:default/ben' },
  ]);
});

it('is one line for a flood over HTTP', async () => {
  const path = `/requests/${unknown}/withdraw`;
  await Promise.all(Array.from({ length: 200 }, () => post('emil', path)));
  await until(async () => (await lines('act-denied')).length === 1);
  await until(async () => (await lines('rate-limited')).length > 0);
  expect(await lines('rate-limited')).toHaveLength(1);
  expect(await lines('act-denied')).toHaveLength(1);
});

it('tells at the end how often it came, of ten kinds at most', async () => {
  const trail = createFakeTrail();
  const denials = createDenials({
    auditor: createFakeAuditor([]),
    trail,
    logger: mockServices.logger.mock(),
    httpAuth: mockServices.httpAuth(),
  });
  const deny = (actor: string, what: string) =>
    denials.denied({
      event: 'act-denied',
      actor,
      detail: { what, status: 403 },
      error: new Error('No.'),
    });
  for (let at = 0; at < 5; at += 1) deny('user:default/ben', 'POST /same');
  for (let at = 0; at < 100; at += 1) deny('user:default/emil', `POST /${at}`);
  await denials.stop();
  const of = (actor: string) =>
    trail.lines.filter(each => each.actor === actor);
  expect(of('user:default/ben').map(({ detail }) => detail.times)).toEqual([
    undefined,
    4,
  ]);
  expect(of('user:default/emil')).toHaveLength(12);
});
