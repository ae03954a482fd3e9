import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { findRepository } from './repository';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      gitea: [
        { host: 'git.example', username: 'portal', password: 'canary' },
        { host: 'localhost:7011', baseUrl: 'http://localhost:7011' },
      ],
      github: [{ host: 'github.com', token: 'canary' }],
      gitlab: [
        {
          host: 'gitlab.example',
          baseUrl: 'https://gitlab.example/git',
          apiBaseUrl: 'https://gitlab.example/git/api/v4',
          token: 'canary',
        },
      ],
    },
  }),
);

const passwordOf = (headers: Record<string, string>) =>
  headers.authorization &&
  Buffer.from(headers.authorization.replace('Basic ', ''), 'base64').toString();

it.each([
  [
    'url:https://git.example/team/api/src/branch/main/',
    'https://git.example/team/api.git',
    'portal:canary',
  ],
  [
    'url:http://localhost:7011/team/api/src/branch/main/sub/',
    'http://localhost:7011/team/api.git',
    undefined,
  ],
  [
    'url:https://github.com/team/api/tree/main/',
    'https://github.com/team/api.git',
    'x-access-token:canary',
  ],
  [
    'https://gitlab.example/git/group/sub/api/-/tree/main/',
    'https://gitlab.example/git/group/sub/api.git',
    'oauth2:canary',
  ],
])('finds the repository of %s', async (location, url, password) => {
  const repository = await findRepository(integrations, location);
  expect(repository.url).toBe(url);
  expect(passwordOf(repository.headers)).toBe(password);
});

it.each([
  ['a host that is not configured', 'https://evil.example/a/b/tree/main/'],
  ['an address of the cloud', 'http://169.254.169.254/a/b/src/branch/main/'],
  ['another port of a host', 'http://localhost:6443/team/api/src/branch/main/'],
  ['plain HTTP', 'http://git.example/team/api/src/branch/main/'],
  [
    'a host that only begins alike',
    'https://git.example.evil.example/a/b/src/branch/main/',
  ],
  ['credentials', 'https://x:hidden@git.example/a/b/src/branch/main/'],
  ['a host as a user', 'https://git.example@evil.example/a/b/src/branch/main/'],
  ['a file', 'file:///etc/src/branch/main/'],
  ['no repository', 'https://git.example/src/branch/main/'],
  ['a path upwards', 'https://git.example/a/../../b/src/branch/main/'],
  ['escapes', 'https://git.example/a%2f..%2fb/c/src/branch/main/'],
  ['nothing', ''],
])('calls nobody for %s', async (_, location) => {
  const refusal = await findRepository(integrations, location).then(
    () => undefined,
    error => error,
  );
  expect(refusal).toMatchObject({ name: 'InputError' });
  expect(refusal.message).not.toMatch(/canary|hidden/);
});
