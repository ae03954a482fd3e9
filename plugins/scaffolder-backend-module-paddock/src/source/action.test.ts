import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prepareAction } from '../../testing/actionContext';
import { runGit, startGitServer } from '../../testing/gitServer';
import { createSourceResolveAction } from './action';

let folder: string;
let server: Awaited<ReturnType<typeof startGitServer>>;
const commits: Record<string, string> = {};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'paddock-git-'));
  const commit = (message: string) => {
    runGit(folder, 'commit', '--quiet', '--allow-empty', '-m', message);
    return runGit(folder, 'rev-parse', 'HEAD');
  };
  runGit(folder, 'init', '--quiet', '--initial-branch', 'main');
  commits.main = commit('first');
  runGit(folder, 'tag', '-a', 'v1', '-m', 'with a text of its own');
  runGit(folder, 'tag', 'twice');
  runGit(folder, 'checkout', '--quiet', '-b', 'feature/login');
  commits.feature = commit('second');
  runGit(folder, 'branch', 'feature/login-2', 'main');
  runGit(folder, 'branch', 'twice');
  server = await startGitServer(folder);
});
afterAll(() => {
  server.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  server.asked.length = 0;
  server.answer.status = undefined;
});

async function resolve(revision: string) {
  const integrations = ScmIntegrations.fromConfig(
    new ConfigReader({
      integrations: {
        gitea: [
          {
            host: server.host,
            baseUrl: `http://${server.host}`,
            username: 'portal',
            password: 'canary',
          },
        ],
      },
    }),
  );
  const { run, output } = prepareAction(
    createSourceResolveAction(integrations),
    {
      workspacePath: folder,
      input: {
        location: `url:http://${server.host}/team/api/src/branch/main/`,
        revision,
      },
    },
  );
  await run();
  return output.commit;
}

it.each([
  ['a branch', 'main', 'main'],
  ['a branch with a slash', 'feature/login', 'feature'],
  ['a branch that begins like another', 'feature/login-2', 'main'],
  ['a tag with a text, by what it points to', 'v1', 'main'],
  ['a full reference', 'refs/heads/twice', 'feature'],
])('finds the commit of %s', async (_, revision, expected) => {
  expect(await resolve(revision)).toBe(commits[expected]);
  expect(server.asked[0]?.path).toMatch(/^\/team\/api\.git\/info\/refs/);
  expect(server.asked[0]?.headers.authorization).toMatch(/^Basic /);
});

it('hands on what can only be a commit', async () => {
  expect(await resolve('c0ffee1')).toBe('c0ffee1');
});

it('guesses nothing', async () => {
  await expect(resolve('nowhere')).rejects.toThrow(
    'has no branch or tag "nowhere"',
  );
  await expect(resolve('twice')).rejects.toThrow('is a branch and a tag');
});

it('asks nobody about what is no name', async () => {
  await expect(resolve('--upload-pack=touch')).rejects.toThrow(
    'is not the name of a branch',
  );
  expect(server.asked).toEqual([]);
});

it.each([
  ['denies it', 403, 'denies it to the portal (403)'],
  ['has no such repository', 404, 'the repository is not there'],
  ['fails', 502, 'answers 502'],
])('says when the host %s', async (_, status, message) => {
  server.answer.status = status;
  const refused = resolve('main');
  await expect(refused).rejects.toThrow(message);
  await expect(refused).rejects.not.toThrow('canary');
});

it('takes its credentials nowhere else', async () => {
  const other = await startGitServer(folder);
  server.answer.status = 302;
  server.answer.location = `http://${other.host}/team/api.git/info/refs`;
  await expect(resolve('main')).rejects.toThrow('redirects (302)');
  expect(other.asked).toEqual([]);
  other.stop();
});
