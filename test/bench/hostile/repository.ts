import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Embedded } from '../../journeys/world/embedded.ts';

const run = promisify(execFile);
const person = 'ben';
const owner = 'team-payments';
const portalAccount = 'paddock-portal';

const passwordOf = (embedded: Embedded, name: string) =>
  embedded.npm('token', name, '--git');

/** As the portal makes one for a template. */
async function createRepository(embedded: Embedded): Promise<string> {
  const name = `hostile-${Date.now()}`;
  const password = await passwordOf(embedded, portalAccount);
  const basic = Buffer.from(`${portalAccount}:${password}`).toString('base64');
  const answer = await fetch(`${embedded.git}/api/v1/orgs/${owner}/repos`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${basic}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ name }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return name;
}

/** Puts files into a new repository, as a member pushes them; returns the address that its files begin with. */
export async function pushNew(
  embedded: Embedded,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const name = await createRepository(embedded);
  const folder = mkdtempSync(join(tmpdir(), 'paddock-hostile-'));
  const remote = new URL(`${embedded.git}/${owner}/${name}.git`);
  remote.username = person;
  remote.password = await passwordOf(embedded, person);
  const email = `${person}@paddock.example`;
  const author = ['-c', `user.name=${person}`, '-c', `user.email=${email}`];
  const git = (...args: string[]) =>
    run('git', [...author, ...args], { cwd: folder });
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    await git('init', '--quiet', '--initial-branch=main');
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'Begin');
    await git('push', '--quiet', remote.href, 'main');
  } finally {
    rmSync(folder, { recursive: true });
  }
  return `${embedded.git}/${owner}/${name}/src/branch/main`;
}
