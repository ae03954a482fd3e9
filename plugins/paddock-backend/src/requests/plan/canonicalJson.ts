/**
 * JSON in one form only: keys sorted by code unit, nothing between the parts, fields without a value left out. Two values
 * have the same text if and only if they are the same.
 *
 * @throws TypeError for what JSON cannot say: functions, symbols, bigints, and numbers that are not finite
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(each => canonicalJson(each)).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
    return `{${fields.join(',')}}`;
  }
  const plain =
    value === null ||
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    Number.isFinite(value);
  if (!plain) throw new TypeError(`${typeof value} has no form in JSON`);
  return JSON.stringify(value);
}
