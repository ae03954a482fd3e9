import { atRevision } from './atRevision';

it.each([
  [
    'url:http://localhost:7011/t/api/src/branch/main/',
    'v1.2',
    'http://localhost:7011/t/api/src/branch/v1.2/',
  ],
  [
    'url:https://git.example/t/api/src/branch/main/sub/',
    'c0ffee',
    'https://git.example/t/api/src/branch/c0ffee/sub/',
  ],
  [
    'url:https://github.com/t/api/tree/main/',
    'dev',
    'https://github.com/t/api/tree/dev/',
  ],
  [
    'https://gitlab.example/g/t/api/-/tree/main',
    'dev',
    'https://gitlab.example/g/t/api/-/tree/dev/',
  ],
])('%s at %s', (location, revision, address) => {
  expect(atRevision(location, revision)).toBe(address);
});

it.each(['', '..', 'a/b', 'a..b', '-x', 'a?b', 'a#b', 'a%2fb', ' ', 'a\nb'])(
  'refuses the revision %j',
  revision => {
    expect(() =>
      atRevision('url:https://git.example/t/a/src/branch/main/', revision),
    ).toThrow('is not a revision');
  },
);

it.each([
  '',
  'file:/etc/',
  'url:https://git.example/t/api',
  'url:file:///x/src/branch/main/',
])('says why nothing can be fetched from %j', location => {
  expect(() => atRevision(location, 'main')).toThrow('cannot be fetched');
});
