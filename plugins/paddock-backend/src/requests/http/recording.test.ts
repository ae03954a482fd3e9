import {
  type RequestsPortal,
  startRequestsPortal,
} from '../../../testing/requests';
import { createCaller, smallNamespace } from '../../../testing/requestsCaller';

let portal: RequestsPortal;
const { post } = createCaller(() => portal);

beforeAll(async () => {
  portal = await startRequestsPortal();
});
afterAll(() => portal.stop());

/** Numbers of lines that began an act, and of which no line says how it ended. */
async function open(): Promise<number[]> {
  const lines = await portal.store.audit.search({ limit: 1_000 });
  const ended = new Set(lines.map(({ detail }) => detail.intent));
  return lines
    .filter(({ phase, seq }) => phase === 'intended' && !ended.has(seq))
    .map(({ seq }) => seq);
}

it('tells Backstage’s auditor of an approval that the rules give by themselves', async () => {
  await post('ben', '/requests', { spec: smallNamespace('by-rule') });
  const told = portal.logged
    .filter(each => each.startsWith('["audit"'))
    .filter(each => each.includes('"request-approve"'));
  expect(told).toHaveLength(1);
});

it('leaves no act open after the same submit came thirty times at once', async () => {
  const spec = smallNamespace('thirty');
  const key = { 'Idempotency-Key': 'thirty' };
  await Promise.all(
    Array.from({ length: 30 }, () => post('ben', '/requests', { spec }, key)),
  );
  expect(await open()).toEqual([]);
  const byPair = new Map<string, number>();
  const lines = await portal.store.audit.search({
    event: 'request-create',
    limit: 1_000,
  });
  // By the id, too, as whoever reads the trail pairs them.
  for (const { requestId = '', phase } of lines) {
    const count = byPair.get(requestId) ?? 0;
    byPair.set(requestId, count + (phase === 'intended' ? 1 : -1));
  }
  expect([...byPair.values()].filter(count => count !== 0)).toEqual([]);
});

it('leaves no act open that throws, of the portal’s neither', async () => {
  const create = jest
    .spyOn(portal.store, 'create')
    .mockRejectedValueOnce(new Error('Thrown.'));
  const { status } = await post('ben', '/requests', {
    spec: smallNamespace('thrown'),
  });
  expect(status).toBe(500);
  create.mockRestore();
  expect(await open()).toEqual([]);
  const [end] = await portal.store.audit.search({
    event: 'request-approve',
    limit: 1,
  });
  expect(end).toMatchObject({
    actor: 'portal',
    phase: 'failed',
    detail: { error: 'Error', why: 'Thrown.' },
  });
});
