import type { Frame } from '@paddock/backstage-plugin-paddock-common';
import type { Verdict } from '../authorize/guard';
import { createFollower } from './follower';
import { createScope } from '../scope';
import type { Source } from '../source';
import type { EventStream } from './sse';
import type { Subject } from '../topic';
import { createViews, type Views } from '../view/views';

/** A source of plain values by letter. */
function createLetters(values: Record<string, number>) {
  const listeners = new Set<(key: string) => void>();
  const source: Source = {
    all: () => ({ items: Object.entries(values) }),
    some: keys => ({ items: [...keys].map(key => [key, values[key]]) }),
    start(dirty) {
      listeners.add(dirty);
      return () => void listeners.delete(dirty);
    },
  };
  return {
    source,
    set(key: string, value: number | undefined) {
      if (value === undefined) delete values[key];
      else values[key] = value;
      listeners.forEach(listener => listener(key));
    },
    listeners,
  };
}

describe('a follower', () => {
  let views: Views;
  let sent: Frame[];
  let ready: boolean;
  let letters: ReturnType<typeof createLetters>;
  const scope = createScope(['x']);

  const stream = {
    ready: () => ready,
    send: frame => sent.push(frame),
    sendText: json => sent.push(JSON.parse(json)),
    onReady: () => {},
    bye: () => {},
  } as EventStream;

  const follower = (resume?: string) =>
    createFollower({
      id: 'a',
      topic: 'letters',
      person: 'user:default/ben',
      subject: {
        key: 'k',
        viewer: 'anybody',
        source: () => letters.source,
      } as unknown as Subject,
      views,
      stream,
      resume,
    });
  const allow = (of = scope): Verdict => ({
    state: 'allowed',
    scope: of,
    origins: [],
    silent: [],
  });

  beforeEach(() => {
    jest.useFakeTimers();
    views = createViews(error => {
      throw error;
    });
    sent = [];
    ready = true;
    letters = createLetters({ a: 1, b: 2 });
  });
  afterEach(() => {
    views.stop();
    jest.useRealTimers();
  });

  it('gathers changes: the last word on each row counts', () => {
    follower().apply(allow());
    sent.length = 0;
    letters.set('a', 5);
    letters.set('b', undefined);
    letters.set('a', 6);
    jest.advanceTimersByTime(100);
    expect(sent).toEqual([
      expect.objectContaining({
        type: 'delta',
        changed: [['a', 6]],
        gone: ['b'],
      }),
    ]);
  });

  it('says nothing when nothing came of a change', () => {
    follower().apply(allow());
    sent.length = 0;
    letters.set('a', 1);
    jest.advanceTimersByTime(100);
    expect(sent).toEqual([]);
  });

  it('sends nothing to a client that is behind, and then one snapshot', () => {
    const one = follower();
    one.apply(allow());
    sent.length = 0;
    ready = false;
    for (let value = 10; value < 20; value += 1) {
      letters.set('a', value);
      jest.advanceTimersByTime(200);
    }
    expect(sent).toEqual([]);
    ready = true;
    // Before it was caught up, a further delta would build on what is missing.
    letters.set('b', 3);
    jest.advanceTimersByTime(200);
    expect(sent.filter(({ type }) => type === 'delta')).toEqual([]);
    one.catchUp();
    expect(sent.at(-1)).toMatchObject({
      type: 'snapshot',
      items: [
        ['a', 19],
        ['b', 3],
      ],
    });
  });

  it('tells of a loss of rights also to a client that is behind', () => {
    const one = follower();
    one.apply(allow());
    ready = false;
    one.apply({ state: 'denied', missing: [] });
    expect(sent.at(-1)).toEqual({ type: 'denied', id: 'a', missing: [] });
    letters.set('a', 7);
    jest.advanceTimersByTime(200);
    expect(sent.at(-1)?.type).toBe('denied');
  });

  it('resumes what is still remembered, and else begins anew', () => {
    const one = follower();
    one.apply(allow());
    const { cursor } = sent[0] as { cursor: string };
    one.stop();
    letters.set('a', 2);
    jest.advanceTimersByTime(100);
    sent.length = 0;
    follower(cursor).apply(allow());
    expect(sent[0]).toMatchObject({ type: 'delta', changed: [['a', 2]] });

    for (let value = 0; value < 300; value += 1) {
      letters.set('a', value);
      jest.advanceTimersByTime(200);
    }
    sent.length = 0;
    follower(cursor).apply(allow());
    expect(sent[0]?.type).toBe('snapshot');
  });

  it('does not resume across scopes', () => {
    const one = follower();
    one.apply(allow());
    const { cursor } = sent[0] as { cursor: string };
    sent.length = 0;
    follower(cursor).apply(allow(createScope(['y'])));
    expect(sent[0]?.type).toBe('snapshot');
  });

  it('shares one view between equal questions, and drops it a minute after the last', () => {
    const one = follower();
    const two = follower();
    one.apply(allow());
    two.apply(allow());
    expect(views.size).toBe(1);
    one.stop();
    two.stop();
    jest.advanceTimersByTime(59_000);
    expect(letters.listeners.size).toBe(1);
    jest.advanceTimersByTime(1_000);
    expect(views.size).toBe(0);
    expect(letters.listeners.size).toBe(0);
  });
});
