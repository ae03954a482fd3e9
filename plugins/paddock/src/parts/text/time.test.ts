import { ageOf, exactTime, timeOf } from './time';

const now = Date.parse('2026-11-23T12:00:00Z');

it.each([
  ['2026-11-23T11:59:58Z', '2 s'],
  ['2026-11-23T11:58:59Z', '1 min'],
  ['2026-11-23T10:00:01Z', '1 h'],
  ['2026-11-20T11:00:00Z', '3 d'],
  ['2026-11-23T12:00:05Z', '0 s'],
  ['not a time', '—'],
])('says how long ago %s was', (iso, age) => {
  expect(ageOf(iso, now)).toBe(age);
});

it('says the time with its zone, and the day where it is another', () => {
  expect(timeOf('2026-11-23T11:30:00Z', now)).toMatch(/^\d\d:\d\d \S+$/);
  expect(timeOf('2026-11-21T11:30:00Z', now)).toMatch(/2026, \d\d:\d\d \S+$/);
  expect(exactTime('2026-11-23T11:30:07Z')).toMatch(/:30:07 \S+$/);
});
