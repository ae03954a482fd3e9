import type { KubeIdentity } from '../watch/cache';
import type { Connection } from './connection';
import type { PodObject, SelectorObject } from '../objects/objects';
import { apiPath } from './paths';
import { readList } from './readList';

const operators: Record<string, (key: string, values: string) => string> = {
  In: (key, values) => `${key} in (${values})`,
  NotIn: (key, values) => `${key} notin (${values})`,
  Exists: key => key,
  DoesNotExist: key => `!${key}`,
};

/** A label selector as a query has it; undefined for one that selects nothing by being empty. */
export function selectorText(
  selector: SelectorObject | null | undefined,
): string | undefined {
  const equal = Object.entries(selector?.matchLabels ?? {}).map(
    ([key, value]) => `${key}=${value}`,
  );
  const others = (selector?.matchExpressions ?? []).map(each => {
    const write = operators[each.operator ?? ''];
    return write?.(each.key ?? '', (each.values ?? []).join(',')) ?? '';
  });
  return [...equal, ...others].filter(Boolean).join(',') || undefined;
}

/** The pods that a workload's selector selects, read as the person. @throws KubeError */
export async function readOwnPods(
  connection: Pick<Connection, 'request'>,
  of: { namespace: string; selector?: SelectorObject | null },
  as: KubeIdentity,
): Promise<PodObject[]> {
  const labelSelector = selectorText(of.selector);
  if (!labelSelector) return [];
  const path = apiPath(['api', 'v1', 'namespaces', of.namespace, 'pods']);
  return readList<PodObject>(connection, path, {
    as,
    query: { labelSelector },
  });
}
