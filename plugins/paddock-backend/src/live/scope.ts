/** Where rows may be, as finely as rights are asked for: what (a kind, say) in a namespace of a cluster. */
export interface Area {
  cluster: string;
  namespace: string;
  what: string;
  /** Of something else: by itself it lets nobody see anything. */
  isPart?: true;
}

export const areaKey = ({ cluster, namespace, what }: Area) =>
  `${cluster}\n${namespace}\n${what}`;

/** Stands for every namespace of the cluster: granted where a person has the right everywhere. */
export const wideKey = ({ cluster, what }: Omit<Area, 'namespace'>) =>
  areaKey({ cluster, namespace: '*', what });

/** What a person may see: a value that never changes. Equal scopes have equal keys, and share views. */
export interface Scope {
  readonly key: string;
  /** Results of areaKey and wideKey. */
  readonly granted: ReadonlySet<string>;
}

export function createScope(granted: Iterable<string>): Scope {
  const sorted = [...new Set(granted)].sort();
  return { key: JSON.stringify(sorted), granted: new Set(sorted) };
}

export const includes = ({ granted }: Scope, area: Area) =>
  granted.has(wideKey(area)) || granted.has(areaKey(area));
