/** One value that is another one, by its path: `quota.cpu`. */
export interface Change {
  path: string;
  before: string;
  after: string;
}

type Leaves = Map<string, string>;

function leavesOf(value: unknown, path: string, into: Leaves): Leaves {
  if (Array.isArray(value)) {
    if (value.length > 0) into.set(path, JSON.stringify(value));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      leavesOf(each, path ? `${path}.${key}` : key, into);
    }
  } else if (value !== undefined) {
    into.set(path, String(value));
  }
  return into;
}

/** What differs between two specifications, in the order of the newer one. */
export function changesOf(before: object, after: object): Change[] {
  const old = leavesOf(before, '', new Map());
  const now = leavesOf(after, '', new Map());
  return [...new Set([...now.keys(), ...old.keys()])].flatMap(path => {
    const change = {
      path,
      before: old.get(path) || 'none',
      after: now.get(path) || 'none',
    };
    return change.before === change.after ? [] : [change];
  });
}
