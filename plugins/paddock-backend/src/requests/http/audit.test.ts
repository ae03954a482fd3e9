import supertest from 'supertest';
import { problems } from '../../../testing/openApi';
import {
  type RequestsPortal,
  startRequestsPortal,
} from '../../../testing/requests';
import { createCaller, production } from '../../../testing/requestsCaller';
import type { AuditLine } from '../../audit/trail';

let portal: RequestsPortal;
const { get, post } = createCaller(() => portal);

beforeAll(async () => {
  portal = await startRequestsPortal();
  const spec = production('audited', {
    purpose: 'A {"broken":\nline',
  });
  const { id } = (await post('ben', '/requests', { spec })).body;
  const { hash } = (await get('lea', `/requests/${id}`)).body;
  await post('lea', `/requests/${id}/approve`, { hash });
  for (let at = 0; at < 600; at += 1) {
    await portal.store.audit.append({
      actor: 'portal',
      event: 'filler',
      phase: 'noted',
      detail: { at },
    });
  }
});
afterAll(() => portal.stop());

it.each(['/audit', '/audit/export', '/audit/verify'])(
  'is for administrators only: %s',
  async path => {
    expect((await get('lea', path)).status).toBe(403);
    expect((await get('petra', path)).status).toBe(200);
  },
);

it('is searched, the newest first', async () => {
  const { body } = await get('petra', '/audit?actor=user:default/lea&limit=5');
  expect(
    (body.items as AuditLine[]).map(({ event, phase }) => [event, phase]),
  ).toEqual([
    ['request-approve', 'done'],
    ['request-approve', 'intended'],
  ]);
  const [{ seq, requestId }] = body.items;
  const earlier = await get(
    'petra',
    `/audit?requestId=${requestId}&before=${seq}`,
  );
  expect(earlier.body.items[0].phase).toBe('intended');
});

it.each(['sort=seq', 'limit=1000', 'before=0', 'before=x', 'actor=a&actor=b'])(
  'answers GET /audit?%s with 400',
  async query => {
    expect((await get('petra', `/audit?${query}`)).status).toBe(400);
  },
);

// H59
it('is exported as one line of JSON a line, whatever people write', async () => {
  await portal.store.audit.append({
    actor: 'user:default/ben\r\n{"seq":1}',
    event: 'request-create',
    phase: 'noted',
    detail: { name: '\u001b[2J\u009b31m\u2028"},\n{"forged":true}' },
  });
  const { text, headers } = await supertest(portal.url)
    .get('/audit/export?event=request-create')
    .set('authorization', `Bearer ${portal.tokenOf('petra')}`)
    .buffer(true)
    .parse((res, done) => {
      let all = '';
      res.on('data', piece => {
        all += piece;
      });
      res.on('end', () => done(null, all));
    })
    .then(({ body, headers: sent }) => ({ text: String(body), headers: sent }));
  expect(headers['content-type']).toContain('application/x-ndjson');
  // Nothing that a terminal would obey, and no line that nobody wrote.
  // eslint-disable-next-line no-control-regex
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028]/);
  const lines = text
    .trimEnd()
    .split('\n')
    .map(each => JSON.parse(each));
  expect(lines).toHaveLength(3);
  for (const line of lines) {
    expect(problems('#/components/schemas/AuditLine', line)).toEqual([]);
  }
  expect(lines[0].detail.name).toContain('"forged":true');
});

it('is exported whole, however long it is, and that is recorded', async () => {
  const { text } = await get('petra', '/audit/export?event=filler');
  expect(text.trimEnd().split('\n')).toHaveLength(600);
  const { body } = await get('petra', '/audit?event=audit-export&limit=1');
  expect(body.items[0]).toMatchObject({
    actor: 'user:default/petra',
    phase: 'done',
    detail: { event: 'filler' },
  });
});

it('is walked from end to end', async () => {
  const { body } = await get('petra', '/audit/verify');
  expect(body.broken).toBeUndefined();
  expect(body.lines).toBeGreaterThan(600);
});
