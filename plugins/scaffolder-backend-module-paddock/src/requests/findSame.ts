import type { RequestSpec } from '@paddock/backstage-plugin-paddock-common';
import { isFinal } from '@paddock/backstage-plugin-paddock-common';
import { isDeepStrictEqual } from 'node:util';
import { checkRequestId, readStanding } from './answers';
import { ask, type Caller } from './ask';

const namespaceOf = (spec: {
  kind: string;
  name: string;
  namespace?: unknown;
}) => (spec.kind === 'namespace' ? spec.name : spec.namespace);

/** Whether a request that is there asks for all that this specification does. */
function asksForSame(page: unknown, spec: RequestSpec): boolean {
  const there = (page as { spec?: Record<string, unknown> } | undefined)?.spec;
  return (
    there !== undefined &&
    Object.entries(JSON.parse(JSON.stringify(spec))).every(([field, value]) =>
      isDeepStrictEqual(there[field], value),
    )
  );
}

/**
 * The request that an earlier run of a template has made for the very same, while it is open or live: so a template
 * that failed further on can be run again under the same name. Undefined where there is none.
 */
export async function findSame(
  spec: RequestSpec,
  caller: Caller,
): Promise<unknown> {
  const query = new URLSearchParams({
    kind: spec.kind,
    text: spec.name,
    limit: '50',
  });
  const list = await ask(caller, { method: 'GET', path: `/requests?${query}` });
  const { items = [] } = (list ?? {}) as {
    items?: Array<{
      id: unknown;
      kind: string;
      cluster: string;
      namespace?: string;
      name: string;
    }>;
  };
  const targets = items.filter(
    each =>
      each.cluster === spec.cluster &&
      each.name === spec.name &&
      namespaceOf(each) === namespaceOf(spec),
  );
  for (const { id } of targets) {
    const path = `/requests/${checkRequestId(id)}`;
    const page = await ask(caller, { method: 'GET', path });
    if (!isFinal(readStanding(page).state) && asksForSame(page, spec)) {
      return page;
    }
  }
  return undefined;
}
