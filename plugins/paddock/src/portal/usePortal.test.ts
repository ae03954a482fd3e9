import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { TestApiProvider } from '@backstage/test-utils';
import { renderHook } from '@testing-library/react';
import { createElement, type ReactNode } from 'react';
import type { PortalError } from './PortalError';
import { usePortal } from './usePortal';

const tooMany = () =>
  Response.json(
    { error: { name: 'TooManyRequestsError', message: 'Wait.' }, response: {} },
    { status: 429, headers: { 'Retry-After': '2' } },
  );

function portalWith(fetch: jest.Mock) {
  const wrapper = ({ children }: { children: ReactNode }) =>
    createElement(TestApiProvider, {
      apis: [
        [discoveryApiRef, { getBaseUrl: async () => 'http://portal' }],
        [fetchApiRef, { fetch }],
      ],
      children,
    });
  return renderHook(() => usePortal(), { wrapper }).result.current;
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('what the portal answers with 429', () => {
  it('is asked again when it says', async () => {
    const fetch = jest
      .fn()
      .mockResolvedValueOnce(tooMany())
      .mockResolvedValueOnce(Response.json({ well: true }));
    const answer = portalWith(fetch).get('/x');
    await jest.advanceTimersByTimeAsync(1_900);
    expect(fetch).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(200);
    expect(await answer).toEqual({ well: true });
  });

  it('is given up after four times', async () => {
    const fetch = jest.fn(async () => tooMany());
    const answer = portalWith(fetch).ask('/x', {});
    const failed = answer.catch((error: PortalError) => error.status);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await failed).toBe(429);
    expect(fetch).toHaveBeenCalledTimes(4);
  });

  it('is not asked again for who has left, nor sent twice where it changes something', async () => {
    const fetch = jest.fn(async () => tooMany());
    const portal = portalWith(fetch);
    const left = new AbortController();
    const answer = portal.get('/x', left.signal).catch(() => 'left');
    await jest.advanceTimersByTimeAsync(100);
    left.abort();
    expect(await answer).toBe('left');
    await expect(portal.post('/x', {})).rejects.toMatchObject({ status: 429 });
    expect(fetch).toHaveBeenCalledTimes(2);
  });
});
