import type { RequestWindow } from '@paddock/backstage-plugin-paddock-common';
import { openStream, type TestStream } from '../../../testing/openStream';
import { problems } from '../../../testing/openApi';
import {
  memberships,
  type RequestsPortal,
  startRequestsPortal,
} from '../../../testing/requests';
import { createCaller, production } from '../../../testing/requestsCaller';

let portal: RequestsPortal;
const { get, post } = createCaller(() => portal);
const streams: TestStream[] = [];

beforeAll(async () => {
  portal = await startRequestsPortal();
});
afterAll(async () => {
  streams.forEach(stream => stream.close());
  await portal.stop();
});

async function watch(who: string, topic: string, params: object) {
  const stream = await openStream(
    { url: portal.url, token: portal.tokenOf(who) },
    [{ id: 't', topic, params: { ...params } }],
  );
  streams.push(stream);
  return stream;
}

async function ask(name: string) {
  const spec = production(name);
  return (await post('ben', '/requests', { spec })).body.id as string;
}

/** What the last frame that says anything of the whole window says. */
const metaOf = ({ frames }: TestStream) =>
  frames.findLast(
    frame =>
      (frame.type === 'snapshot' || frame.type === 'delta') && frame.meta,
  ) as { meta: RequestWindow } | undefined;

describe('the topic of all requests', () => {
  it('shows a window, and what becomes of it', async () => {
    const first = await ask('first');
    const stream = await watch('lea', 'requests', { scope: 'waiting' });
    const snapshot = await stream.frame('snapshot');
    expect(snapshot.meta).toEqual({
      order: [first],
      offset: 0,
      matching: 1,
      waitingForMe: 1,
    });
    expect(
      problems('#/components/schemas/RequestWindow', snapshot.meta),
    ).toEqual([]);
    const second = await ask('second');
    const row = await stream.until(() => stream.items('t')?.get(second));
    expect(problems('#/components/schemas/RequestLine', row)).toEqual([]);
    await stream.until(() => metaOf(stream)?.meta.waitingForMe === 2);
    await post('lea', `/requests/${first}/reject`, { text: 'No.' });
    await stream.until(() => !stream.items('t')?.has(first));
    await stream.until(() => metaOf(stream)?.meta.waitingForMe === 1);
    expect(await stream.frame('reach')).toMatchObject({
      clusters: { requests: { state: 'live' } },
    });
  });

  it('shows nothing of another team', async () => {
    const stream = await watch('emil', 'requests', { scope: 'all' });
    const snapshot = await stream.frame('snapshot');
    expect(snapshot).toMatchObject({ items: [], meta: { matching: 0 } });
    const own = await watch('bea', 'requests', { scope: 'team' });
    const id = await ask('third');
    await own.until(() => own.items('t')?.has(id));
    expect(JSON.stringify(stream.frames)).not.toContain(id);
  });

  it.each([{ sort: 'secrets' }, { scope: 'x' }, { owner: 'ben' }])(
    'refuses %j',
    async params => {
      const stream = await watch('ben', 'requests', params);
      expect(await stream.frame('refused')).toBeDefined();
    },
  );
});

describe('the topic of all requests, for administrators', () => {
  const shownTo = async (who: string, scope: string) => {
    const stream = await watch(who, 'requests', { scope });
    await stream.frame('snapshot');
    return [...stream.items('t')!.keys()];
  };
  const askedBy = async (who: string, scope: string) => {
    const { body } = await get(who, `/requests?scope=${scope}`);
    return (body.items as Array<{ id: string }>).map(({ id }) => id);
  };

  it('is each one’s own, and the same as over HTTP', async () => {
    const spec = production('of-petra');
    const { id } = (await post('petra', '/requests', { spec })).body;
    const emils = production('of-emil', {
      team: 'group:default/team-storefront',
    });
    await post('emil', '/requests', { spec: emils });
    for (const scope of ['mine', 'team', 'waiting', 'all']) {
      for (const who of ['petra', 'paul']) {
        expect([who, scope, await shownTo(who, scope)]).toEqual([
          who,
          scope,
          await askedBy(who, scope),
        ]);
      }
    }
    expect(await shownTo('petra', 'mine')).toContain(id);
    expect(await shownTo('paul', 'mine')).toEqual([]);
    expect((await shownTo('paul', 'team')).length).toBeGreaterThan(0);
  });
});

describe('topics of one person', () => {
  it('are limited over all streams, and delay no others', async () => {
    const open = async (who: string, from: number) => {
      const topics = Array.from({ length: 50 }, (_, at) => ({
        id: `t${at}`,
        topic: 'requests',
        params: { offset: from + at },
      }));
      const { url, tokenOf } = portal;
      const stream = await openStream({ url, token: tokenOf(who) }, topics);
      streams.push(stream);
      return stream;
    };
    const many = [];
    for (const from of [0, 50, 100]) many.push(await open('dora', from));
    expect(many.map(({ status }) => status)).toEqual([200, 200, 200]);
    const more = await open('dora', 150);
    expect(more.status).toBe(429);
    expect(more.headers.get('retry-after')).toBe('5');

    const stream = await watch('bea', 'requests', { scope: 'all' });
    await stream.frame('snapshot');
    const told = (each: TestStream) =>
      each.frames.filter(({ type }) => type === 'snapshot').length;
    // Bea came last, and did not wait for all that Dora has open.
    expect(many.map(told).reduce((sum, of) => sum + of)).toBeLessThan(150);
    many[0]!.close();
    let again = await open('dora', 150);
    while (again.status === 429) again = await open('dora', 150);
    expect(again.status).toBe(200);
    [...many, again].forEach(each => each.close());
  });
});

describe('the topic of one request', () => {
  it('shows its page, and what becomes of it', async () => {
    const id = await ask('paged');
    const stream = await watch('ben', 'request', { id });
    const page = () => stream.items('t')?.get(id);
    await stream.until(page);
    expect(problems('#/components/schemas/RequestPage', page())).toEqual([]);
    expect(page().may.approve).toContain('nobody decides about their own');
    await post('lea', `/requests/${id}/comment`, { text: 'Why?' });
    await stream.until(() => page().timeline.at(-1).text === 'Why?');
    const { hash } = (await get('lea', `/requests/${id}`)).body;
    await post('lea', `/requests/${id}/approve`, { hash });
    await stream.until(() => page().state === 'making');
    await portal.makeLive(id);
    await stream.until(() => page().state === 'live');
    expect(page().proofs).toHaveLength(1);
  });

  it('is not there for others', async () => {
    const id = await ask('not-for-others');
    const theirs = await watch('emil', 'request', { id });
    const none = await watch('emil', 'request', {
      id: '11111111-1111-4111-8111-111111111111',
    });
    const { reason } = await theirs.frame('refused');
    expect((await none.frame('refused')).reason).toBe(reason);
  });

  // H10
  it('is taken away with the membership', async () => {
    const id = await ask('left');
    const stream = await watch('dora', 'request', { id });
    await stream.until(() => stream.items('t')?.has(id));
    const before = memberships.dora!;
    memberships.dora = ['team-storefront'];
    await post('ben', `/requests/${id}/comment`, { text: 'Without Dora.' });
    await stream.until(() => !stream.items('t')?.has(id));
    memberships.dora = before;
    expect(JSON.stringify(stream.frames)).not.toContain('Without Dora.');
  });
});
