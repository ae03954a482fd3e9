import { approverInWords, describeVerdict } from './verdict';

it.each([
  ['group:default/team-payments-leads', 'a lead of team-payments'],
  ['group:default/platform-admins', 'a member of platform-admins'],
  ['group:other/ops', 'a member of group:other/ops'],
])('says %s as %s', (ref, words) => {
  expect(approverInWords(ref)).toBe(words);
});

it.each([
  [
    { say: 'automatic', because: 'It fits.' } as const,
    { line: 'Will be approved at once. It fits.' },
  ],
  [
    {
      say: 'approval' as const,
      because: ['It is for production.', 'It is over 20 GiB'],
      approvers: ['group:default/a-leads', 'group:default/b'],
    },
    {
      line: 'Needs a lead of a or a member of b: It is for production. It is over 20 GiB.',
    },
  ],
  [
    { say: 'no' as const, because: ['x is full'], instead: 'Ask for 3 CPU' },
    { line: 'Not possible: x is full.', advice: 'Ask for 3 CPU.' },
  ],
])('describes %j', (verdict, expected) => {
  expect(describeVerdict(verdict)).toEqual(expected);
});
