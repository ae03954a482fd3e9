import { isDeepStrictEqual } from 'node:util';
import type { FakeObject } from './fakeStore';

interface Operation {
  op: 'test' | 'add' | 'replace';
  path: string;
  value: unknown;
}

const segmentsOf = (path: string) =>
  path
    .split('/')
    .slice(1)
    .map(each => each.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The object after a JSON patch, or undefined where a test of it fails: then the API server answers 422. */
export function patchJson(
  object: FakeObject,
  operations: Operation[],
): FakeObject | undefined {
  const after = structuredClone(object);
  for (const { op, path, value } of operations) {
    const segments = segmentsOf(path);
    const last = segments.pop() ?? '';
    const parent = segments.reduce<Record<string, unknown>>(
      (place, each) => place[each] as Record<string, unknown>,
      after,
    );
    if (op === 'test') {
      // A clone like the other side: Jest's own realm has prototypes of its own.
      const wanted = structuredClone(value);
      if (!isDeepStrictEqual(parent[last], wanted)) return undefined;
    } else parent[last] = value;
  }
  return after;
}
