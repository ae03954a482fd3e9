import { createRouteRef } from '@backstage/frontend-plugin-api';
import type { RequestKind } from '@paddock/backstage-plugin-paddock-common';

/** Where the pages of requests are mounted. */
export const requestsRouteRef = createRouteRef();

/** Where the audit trail is. */
export const auditRouteRef = createRouteRef();

/** What a form begins with when it is opened by a link. */
export interface Prefill {
  component?: string;
  cluster?: string;
  namespace?: string;
  team?: string;
  /** Of a volume: the snapshot that it begins with. */
  fromSnapshot?: string;
}

/** Paths of the pages, below `root`. */
export function createPaths(root: string) {
  return {
    list: (query = '') => `${root}${query && `?${query}`}`,
    one: (id: string) => `${root}/${encodeURIComponent(id)}`,
    edit: (id: string) => `${root}/${encodeURIComponent(id)}/edit`,
    ask: (kind: RequestKind, prefill: Prefill = {}) => {
      const given = Object.entries(prefill).filter(([, value]) => value);
      const query = new URLSearchParams(given).toString();
      return `${root}/new/${kind}${query && `?${query}`}`;
    },
  };
}
