import { keyProblem } from '@paddock/backstage-plugin-paddock-common';

/** One key and its value, as typed. Held by the dialog while it is open, and nowhere else. */
export interface ValueRow {
  key: string;
  value: string;
}

/** One row for each key that the request names; an empty one where it names none. */
export function emptyRows(keys: readonly string[]): ValueRow[] {
  return keys.length > 0
    ? keys.map(key => ({ key, value: '' }))
    : [{ key: '', value: '' }];
}

/** Whether the rows can be sent; where not, why. Says nothing of a value. */
export function mayWrite(rows: readonly ValueRow[]): true | string {
  const [problem] = rows.flatMap(({ key }) =>
    key === '' ? [] : keyProblem(key) ?? [],
  );
  if (problem) return `A key ${problem}.`;
  if (rows.some(({ key, value }) => (key === '') !== (value === ''))) {
    return 'Every key needs a value, and every value a key.';
  }
  const keys = rows.flatMap(({ key }) => key || []);
  if (keys.length === 0) return 'At least one key with its value is needed.';
  return new Set(keys).size === keys.length || 'A key is there twice.';
}

/** The rows as they are sent. */
export function dataOf(rows: readonly ValueRow[]): Record<string, string> {
  return Object.fromEntries(
    rows.filter(({ key }) => key !== '').map(({ key, value }) => [key, value]),
  );
}
