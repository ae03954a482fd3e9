import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { TestApiProvider } from '@backstage/test-utils';
import { act, renderHook } from '@testing-library/react';
import { createElement, type ReactNode } from 'react';
import { refusal } from '../testing/refusal';
import { useGet } from './useLoaded';

type Answer = () => Response | Promise<Response>;

function load(first: Answer, options?: Parameters<typeof useGet>[1]) {
  let answer = first;
  const fetch = jest.fn(async () => answer());
  const apis = [
    [discoveryApiRef, { getBaseUrl: async () => 'http://portal' }],
    [fetchApiRef, { fetch }],
  ] as const;
  const wrapper = ({ children }: { children: ReactNode }) =>
    createElement(TestApiProvider, { apis, children });
  const { result } = renderHook(
    ({ path, ...more }) => useGet<unknown>(path, { ...options, ...more }),
    { wrapper, initialProps: { path: '/x' } },
  );
  return {
    fetch,
    loaded: () => result.current.loaded,
    again: () => act(async () => result.current.again()),
    answer: (next: Answer) => {
      answer = next;
    },
  };
}

const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));
const ready = (value: unknown) => () => Response.json(value);
const away = () => refusal(503, 'The cluster is away');
const noRights = [{ cluster: 'prod-1', verb: 'list', resource: 'pods' }];
const denied = () => refusal(403, 'No.', { missing: noRights });

function setVisibility(state: DocumentVisibilityState) {
  jest.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  return act(async () => {
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    await jest.advanceTimersByTimeAsync(1);
  });
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(async () => {
  await setVisibility('visible');
  jest.restoreAllMocks();
  jest.useRealTimers();
});

describe('what is loaded', () => {
  it('is read once, where nobody asks for more', async () => {
    const { loaded, fetch } = load(ready(1));
    expect(loaded()).toEqual({ state: 'waiting' });
    await pass(60_000);
    expect(loaded()).toMatchObject({ state: 'ready', value: 1 });
    await setVisibility('hidden');
    await setVisibility('visible');
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('is read again and again while the page is visible, and at once when it becomes that', async () => {
    const { fetch } = load(ready(1), { everyMs: 5_000 });
    await pass(1);
    await pass(5_000);
    expect(fetch).toHaveBeenCalledTimes(2);
    await setVisibility('hidden');
    await pass(60_000);
    expect(fetch).toHaveBeenCalledTimes(2);
    await setVisibility('visible');
    expect(fetch).toHaveBeenCalledTimes(3);
  });

  it('is not tried again while the page is hidden', async () => {
    const { fetch } = load(away, { everyMs: 5_000 });
    await pass(1);
    await setVisibility('hidden');
    await pass(60_000);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('stays when it cannot be read again, says since when it is old, and comes back', async () => {
    const { loaded, answer } = load(ready(1), { everyMs: 5_000 });
    await pass(1);
    const { at } = loaded() as { at: string };
    answer(away);
    await pass(5_000);
    const reason = 'The cluster is away';
    const stale = { state: 'stale', value: 1, since: at, reason };
    expect(loaded()).toEqual(stale);
    await pass(20_000);
    expect(loaded()).toEqual(stale);
    answer(ready(2));
    await pass(10_000);
    expect(loaded()).toMatchObject({ state: 'ready', value: 2 });
  });

  it('is lost since the first failure, also while it is tried again', async () => {
    const { loaded, fetch } = load(away, { everyMs: 5_000 });
    await pass(1);
    const first = loaded();
    expect(first).toMatchObject({ state: 'lost' });
    for (let step = 0; step < 20; step += 1) {
      await pass(700);
      expect(loaded()).toEqual(first);
    }
    expect(fetch.mock.calls.length).toBeGreaterThan(3);
  });

  it('is not kept from whom it is denied, not even when nobody answers after that', async () => {
    const { loaded, answer } = load(ready(1), { everyMs: 5_000 });
    await pass(1);
    answer(denied);
    await pass(5_000);
    expect(loaded()).toEqual({
      state: 'denied',
      missing: noRights,
      reason: 'No.',
    });
    answer(away);
    await pass(5_000);
    expect(loaded()).toMatchObject({ state: 'lost' });
  });

  it.each([400, 403, 404, 409, 422])(
    'is not asked for again by itself after %i',
    async status => {
      const { fetch } = load(() => refusal(status, 'No.'));
      await pass(60_000);
      expect(fetch).toHaveBeenCalledTimes(1);
    },
  );

  it('is asked for again with growing pauses where nobody answers, and at once by a person', async () => {
    const { loaded, fetch, again, answer } = load(() =>
      Promise.reject(new TypeError('Failed to fetch')),
    );
    await pass(1);
    expect(loaded()).toMatchObject({
      state: 'lost',
      reason: expect.stringMatching(/^The portal cannot be reached/),
    });
    await pass(1_000);
    expect(fetch).toHaveBeenCalledTimes(2);
    await pass(1_000);
    expect(fetch).toHaveBeenCalledTimes(2);
    answer(ready(1));
    await again();
    await pass(1);
    expect(fetch).toHaveBeenCalledTimes(3);
    expect(loaded()).toMatchObject({ state: 'ready', value: 1 });
  });

  it('has its last value while it is gone', async () => {
    const { loaded, answer } = load(ready(1), { everyMs: 5_000 });
    await pass(1);
    answer(() => refusal(404, 'not found'));
    await pass(10_000);
    expect(loaded()).toEqual({ state: 'gone', reason: 'not found', last: 1 });
  });
});
