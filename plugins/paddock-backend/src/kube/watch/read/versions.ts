const wellFormed = /^(0|[1-9][0-9]{0,63})$/;

/**
 * Is this a resourceVersion that can be compared? Kubernetes promises decimal
 * integers without leading zeros for everything that its API server stores.
 */
export function isVersion(value: unknown): value is string {
  return typeof value === 'string' && wellFormed.test(value);
}

/**
 * Orders two resourceVersions: negative when `a` is older. They may be longer
 * than a double holds, so they are compared as texts, length first.
 */
export function compareVersions(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
