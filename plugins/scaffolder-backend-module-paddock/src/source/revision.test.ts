import { checkRevision, isCommit } from './revision';

it.each([
  'main',
  'feature/login',
  'users/ada/fix-1.2',
  'v1.2',
  'a@b',
  'größe',
  'refs/tags/v1',
  'a+b#c%2f$(x)',
])('takes %j', revision => {
  expect(checkRevision(revision)).toBe(revision);
});

// As `git check-ref-format --branch` says.
it.each([
  '',
  '-x',
  '--upload-pack=x',
  '/a',
  'a/',
  'a//b',
  '.a',
  'a/.b',
  'a..b',
  '../a',
  'a.lock',
  'a.lock/b',
  'a.',
  'a b',
  'a\nb',
  'a\u0000b',
  'a~1',
  'a^',
  'a:b',
  'a?',
  'a*',
  'a[b',
  'a\\b',
  'a@{1}',
  '@',
  'a'.repeat(251),
])('refuses %j', revision => {
  expect(() => checkRevision(revision)).toThrow('is not the name of a branch');
});

it('tells commits from names', () => {
  expect(isCommit('c0ffee1')).toBe(true);
  expect(isCommit('main')).toBe(false);
});
