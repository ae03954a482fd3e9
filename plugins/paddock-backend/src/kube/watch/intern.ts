/** Gives one shared copy of equal values, so that 10,000 pods of one image hold its name once. */
export interface Intern {
  text(value: string): string;
  /** For small plain values that nobody changes: labels, container states. */
  value<T>(value: T): T;
}

/** At `limit` distinct entries everything is forgotten: sharing then starts anew, and nothing leaks. */
export function createIntern(limit = 100_000): Intern {
  const texts = new Map<string, string>();
  const values = new Map<string, unknown>();

  function remember<T>(known: Map<string, T>, key: string, value: T): T {
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= limit) known.clear();
    known.set(key, value);
    return value;
  }

  return {
    text: value => remember(texts, value, value),
    value: <T>(value: T) => remember(values, JSON.stringify(value), value) as T,
  };
}
