/** The days of each month, in a leap year: a 29 February comes. */
const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const names = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** The lowest days that a field names, and the months; undefined for what cannot be read. */
function numbersIn(field: string, from: number, to: number) {
  const found = new Set<number>();
  for (const part of field.toLowerCase().split(',')) {
    const [range = '', step = '1'] = part.split('/');
    const named = (text: string) =>
      names.includes(text) ? names.indexOf(text) + 1 : Number(text);
    const [first = '', last] = range.split('-');
    const any = first === '*' || first === '?';
    const begin = any ? from : named(first);
    const end =
      any || (last === undefined && part.includes('/'))
        ? to
        : named(last ?? first);
    const by = Number(step);
    if (![begin, end, by].every(Number.isInteger) || by < 1) return undefined;
    for (let each = begin; each <= Math.min(end, to); each += by) {
      found.add(each);
    }
  }
  return found;
}

/**
 * Whether a schedule names days that no month has, such as 31 February, so that it never comes. A day of the week
 * beside a day of the month is another way for it to come. Pure.
 */
export function neverRuns(schedule: string): boolean {
  const fields = schedule
    .trim()
    .replace(/^(CRON_)?TZ=\S+\s+/, '')
    .split(/\s+/);
  const [, , day = '*', month = '*', weekday = '*'] = fields;
  if (fields.length !== 5 || /^[*?]/.test(day) || !/^[*?]$/.test(weekday)) {
    return false;
  }
  const wanted = numbersIn(day, 1, 31);
  const months = numbersIn(month, 1, 12);
  if (!wanted?.size || !months?.size) return false;
  const first = Math.min(...wanted);
  return [...months].every(each => (days[each - 1] ?? 0) < first);
}
