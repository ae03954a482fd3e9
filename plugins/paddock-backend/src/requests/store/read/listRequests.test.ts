import {
  requestQuerySchema,
  type RequestQuery,
} from '@paddock/backstage-plugin-paddock-common';
import type { z } from 'zod';
import {
  decide,
  newRevision,
  type Replicas,
  requestDatabases,
  startReplicas,
  submitted,
} from '../../../../testing/requestStores';
import {
  volumeSpec,
  sampleSubmission,
} from '../../../../testing/sampleRequests';
import type { Visibility } from '../contract';

const databases = requestDatabases();

const user = (name: string) => `user:default/${name}`;
const group = (name: string) => `group:default/${name}`;
const visibility = (person: string, ...groups: string[]): Visibility => ({
  person: user(person),
  groups: groups.map(group),
  everything: false,
});
const ben = visibility('ben', 'team-a');
const lead = visibility('lead', 'platform');
const stranger = visibility('eva', 'team-b');
const administrator: Visibility = { ...visibility('root'), everything: true };
const query = (input: z.input<typeof requestQuerySchema>): RequestQuery =>
  requestQuerySchema.parse(input);

describe.each(databases.eachSupportedId())('lists on %s', id => {
  let replicas: Replicas;
  beforeEach(async () => {
    replicas = await startReplicas(await databases.init(id));
  });
  afterEach(() => replicas.end());

  const ask = (name: string, by: string, team: string) =>
    submitted(replicas.one, {
      by: user(by),
      spec: { name, team: group(team) },
    });

  async function names(
    who: Visibility,
    input: z.input<typeof requestQuerySchema>,
  ) {
    const { one } = replicas;
    const { items, matching } = await one.list(query(input), who);
    expect(matching).toBe(items.length);
    return items.map(({ name }) => name).sort();
  }

  it('show everybody what they may see, and count nothing else', async () => {
    const { one } = replicas;
    await ask('a1', 'ben', 'team-a');
    await ask('a2', 'tom', 'team-a');
    await ask('b1', 'ben', 'team-b');
    await ask('c1', 'tom', 'team-c');
    await submitted(one, {
      by: user('tom'),
      spec: { name: 'c2', team: group('team-c') },
      verdict: { say: 'automatic', because: 'It is small.' },
    });

    expect(await names(ben, { scope: 'all' })).toEqual(['a1', 'a2', 'b1']);
    expect(await names(ben, { scope: 'team' })).toEqual(['a1', 'a2']);
    expect(await names(ben, { scope: 'mine' })).toEqual(['a1', 'b1']);
    expect(await names(ben, { scope: 'waiting' })).toEqual([]);
    expect(await names(stranger, { scope: 'all' })).toEqual(['b1']);
    expect(await names(stranger, { scope: 'mine' })).toEqual([]);
    expect(await names(stranger, { scope: 'all', text: 'a' })).toEqual([]);
    const all = ['a1', 'a2', 'b1', 'c1'];
    expect(await names(lead, { scope: 'all' })).toEqual(all);
    expect(await names(lead, { scope: 'waiting' })).toEqual(all);
    expect(await names(lead, { scope: 'team' })).toEqual([]);
    expect(await names(administrator, { scope: 'all' })).toEqual([
      ...all,
      'c2',
    ]);
    const nobody = { person: '', groups: [], everything: false };
    expect(await names(nobody, { scope: 'all' })).toEqual([]);
    const waiting = async (who: Visibility) =>
      (await one.list(query({ scope: 'mine' }), who)).waitingForMe;
    expect(await waiting(lead)).toBe(4);
    expect(await waiting(ben)).toBe(0);
    expect(await waiting(administrator)).toBe(5);
  });

  it('take refs in any case', async () => {
    await ask('a1', 'ben', 'team-a');
    const loud: Visibility = {
      person: 'User:default/BEN',
      groups: ['GROUP:default/Team-A'],
      everything: false,
    };
    expect(await names(loud, { scope: 'mine' })).toEqual(['a1']);
    expect(await names(loud, { scope: 'team' })).toEqual(['a1']);
  });

  it('let nobody wait for their own decision, nor for one that was made', async () => {
    const { one } = replicas;
    const own = await ask('own', 'lead', 'team-a');
    const edited = await ask('edited', 'ben', 'team-a');
    const decided = await ask('decided', 'ben', 'team-a');
    await one.revise({
      revision: newRevision({
        requestId: edited.id,
        by: user('lead'),
        spec: { name: 'edited', team: group('team-a') },
      }),
      expected: 1,
      submission: sampleSubmission,
    });
    await decide(one, decided, {
      decision: { state: 'approved', by: user('other') },
    });
    expect(await names(lead, { scope: 'waiting' })).toEqual([]);
    const other = visibility('other', 'platform');
    expect(await names(other, { scope: 'waiting' })).toEqual([
      'edited',
      own.name,
    ]);
  });

  it('are filtered by kind, state and component', async () => {
    const { one } = replicas;
    await ask('a1', 'ben', 'team-a');
    await submitted(one, {
      by: user('ben'),
      spec: {
        ...volumeSpec('a1', 'data'),
        component: 'component:default/Shop',
      },
    });
    await one.create({
      revision: newRevision({ by: user('ben'), spec: { name: 'later' } }),
    });
    const mine = { scope: 'mine' as const };
    expect(await names(ben, { ...mine, kind: ['volume'] })).toEqual(['data']);
    expect(await names(ben, { ...mine, state: ['draft'] })).toEqual(['later']);
    expect(
      await names(ben, { ...mine, component: 'component:default/shop' }),
    ).toEqual(['data']);
    expect(
      await names(ben, { ...mine, kind: ['volume'], state: ['draft'] }),
    ).toEqual([]);
  });

  it.each([
    ['A1', ['a1', 'data']],
    ['ata', ['data']],
    ['%', ['50%']],
    ['_', ['x_y']],
    ['\\', ['back\\slash']],
    ["'", ["it's"]],
    ['a_', []],
    ['%a', []],
    ['(a+)+$', []],
    ['\0', []],
    ['Ä', ['ä']],
  ])('find the text %j literally', async (text, expected) => {
    const { one } = replicas;
    const drafts = ['a1', '50%', 'x_y', 'back\\slash', "it's", 'ä'].map(name =>
      newRevision({ by: user('ben'), spec: { name } }),
    );
    const spec = volumeSpec('a1', 'data');
    for (const revision of [
      ...drafts,
      newRevision({ by: user('ben'), spec }),
    ]) {
      await one.create({ revision });
    }
    expect(await names(ben, { scope: 'mine', text })).toEqual(expected);
  });

  it('are sorted by what may be sorted by, and come in pages', async () => {
    const { one } = replicas;
    for (const name of ['b', 'c', 'a']) await ask(name, 'ben', 'team-a');
    const page = async (input: z.input<typeof requestQuerySchema>) => {
      const found = await one.list(query({ scope: 'mine', ...input }), ben);
      expect(found.matching).toBe(3);
      return found.items.map(({ name }) => name).join('');
    };
    expect(await page({ sort: 'name', order: 'asc' })).toBe('abc');
    expect(await page({ sort: 'name' })).toBe('cba');
    expect(await page({ sort: 'name', offset: 1, limit: 1 })).toBe('b');
    expect(await page({ offset: 3 })).toBe('');
    expect(await page({ sort: 'createdAt', order: 'asc' })).toHaveLength(3);

    for (const bad of [
      { sort: 'team' },
      { sort: 'lease_owner' },
      { sort: 'name; drop table requests' },
      { sort: '__proto__' },
      { order: 'asc, (select 1)' },
    ]) {
      const hostile = { ...query({ scope: 'mine' }), ...bad } as RequestQuery;
      await expect(one.list(hostile, ben)).rejects.toMatchObject({
        name: 'InputError',
      });
    }
  });
});
