import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
// Only tests import this file.
// eslint-disable-next-line @backstage/no-undeclared-imports
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { ReactElement } from 'react';

export interface Sent {
  method: string;
  url: string;
  body?: unknown;
}

/** What the backend answers a GET of this address. */
export type Answer = (url: string) => Response | Promise<Response>;

/** Renders before a backend that a test plays; returns what is sent to it. Others than GET are taken, or refused by `take`. */
export function renderWithPortal(
  element: ReactElement,
  answer: Answer,
  options: { take?: (sent: Sent) => Response; at?: string } = {},
): Sent[] {
  const { take = () => new Response(undefined, { status: 202 }), at } = options;
  const all: Sent[] = [];
  const fetch = async (url: string, init: RequestInit = {}) => {
    const { method = 'GET', body } = init;
    if (method === 'GET') return answer(url);
    const sent = { method, url, ...(body && { body: JSON.parse(`${body}`) }) };
    all.push(sent);
    return take(sent);
  };
  renderInTestApp(element, {
    apis: [
      [discoveryApiRef, { getBaseUrl: async () => 'http://portal' }],
      [fetchApiRef, { fetch: fetch as typeof globalThis.fetch }],
    ],
    ...(at && { initialRouteEntries: [at] }),
  });
  return all;
}
