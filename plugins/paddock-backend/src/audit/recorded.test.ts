import {
  type AuditedEvent,
  createFakeAuditor,
} from '../../testing/fakeAuditor';
import { createFakeTrail } from '../../testing/fakeTrail';
import { createSilentLogger } from '../../testing/silentLogger';
import { openMemoryStore } from '../../testing/memoryStore';
import { noted, recorded, type RecordParts } from './recorded';

function open(trail: RecordParts['trail'] = createFakeTrail()) {
  const audited: AuditedEvent[] = [];
  const logger = createSilentLogger();
  const parts: RecordParts = {
    auditor: createFakeAuditor(audited),
    trail,
    logger,
  };
  return { parts, audited, logger };
}

const act = {
  event: 'node-drain',
  actor: 'user:default/petra',
  detail: { node: 'n1', images: ['a', 'b'] },
};

it('is in both records before it begins, and after', async () => {
  const trail = createFakeTrail();
  const { parts, audited } = open(trail);
  await recorded(parts, act, async () => {
    expect(trail.lines.map(({ phase }) => phase)).toEqual(['intended']);
    expect(audited.map(({ status }) => status)).toEqual(['initiated']);
  });
  expect(trail.lines).toEqual([
    {
      actor: 'user:default/petra',
      event: 'node-drain',
      phase: 'intended',
      detail: { node: 'n1', images: '["a","b"]' },
    },
    expect.objectContaining({
      phase: 'done',
      detail: { node: 'n1', images: '["a","b"]', intent: 1 },
    }),
  ]);
  expect(audited).toEqual([
    { eventId: 'node-drain', meta: act.detail, status: 'succeeded' },
  ]);
});

it('ends in both records when it throws, with no word of it in the trail', async () => {
  const trail = createFakeTrail();
  const { parts, audited } = open(trail);
  const run = async () => {
    throw new TypeError('Something that somebody typed');
  };
  await expect(recorded(parts, act, run)).rejects.toThrow('somebody typed');
  expect(trail.lines[1]).toMatchObject({
    phase: 'failed',
    detail: { error: 'TypeError', intent: 1 },
  });
  expect(JSON.stringify(trail.lines)).not.toContain('typed');
  expect(audited).toMatchObject([{ status: 'failed' }]);
});

it('does not happen when it cannot be written down, and the audit log says so', async () => {
  const trail = {
    ...createFakeTrail(),
    append: async () => Promise.reject(new Error('away')),
  };
  const { parts, audited } = open(trail);
  const run = jest.fn();
  await expect(recorded(parts, act, run)).rejects.toMatchObject({
    name: 'ServiceUnavailableError',
  });
  expect(run).not.toHaveBeenCalled();
  expect(audited).toMatchObject([{ status: 'failed' }]);
});

it('happens all the same when it cannot wait, and its lines follow', async () => {
  const fake = createFakeTrail();
  const trail = {
    ...fake,
    append: async () => Promise.reject(new Error('away')),
  };
  const { parts } = open(trail);
  const run = jest.fn();
  await recorded(parts, { ...act, cannotWait: true }, run);
  expect(run).toHaveBeenCalled();
  expect(fake.lines.map(({ phase }) => phase)).toEqual(['intended', 'done']);
});

it('tells the caller how the act ended, whatever becomes of the record of that', async () => {
  const fake = createFakeTrail();
  const append = jest
    .fn(fake.append)
    .mockImplementationOnce(fake.append)
    .mockImplementationOnce(async () => Promise.reject(new Error('away')));
  const { parts } = open({ ...fake, append });
  expect(await recorded(parts, act, async () => 'made')).toBe('made');
  expect(fake.lines.map(({ phase }) => phase)).toEqual(['intended', 'done']);
});

it('writes an end that the database did not take as soon as it takes one, once', async () => {
  const { store, knex, close } = await openMemoryStore(createSilentLogger());
  const { seq } = await store.audit.append({
    ...act,
    phase: 'intended',
    detail: {},
  });
  const end = { ...act, phase: 'done' as const, detail: { intent: seq } };
  store.audit.owe(end);
  store.audit.owe(end);
  await store.audit.append({
    ...act,
    event: 'other',
    phase: 'noted',
    detail: {},
  });
  const ends = () => knex('audit_log').where({ phase: 'done' });
  for (let tries = 0; tries < 1_000 && !(await ends()).length; tries += 1);
  await store.audit.append({
    ...act,
    event: 'other',
    phase: 'noted',
    detail: {},
  });
  expect(await ends()).toHaveLength(1);
  await close();
});

it('notes what was denied as failed', async () => {
  const trail = createFakeTrail();
  const { parts, audited } = open(trail);
  await noted(parts, act, new Error('No.'));
  expect(trail.lines).toMatchObject([{ phase: 'noted' }]);
  expect(audited).toMatchObject([{ status: 'failed', error: 'No.' }]);
});
