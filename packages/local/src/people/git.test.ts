import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  mkdir,
  readFile,
  readdir,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { startGit, type Git } from './git.ts';
import { testPlatform, type TestPlatform } from './testPlatform.ts';
import { gitPassword, portalAccount } from './token.ts';

let platform: TestPlatform;
let server: Git;
let state: string;

before(async () => {
  platform = await testPlatform(7);
  server = await startGit(platform.platform);
  state = platform.platform.state;
});
after(() => platform.end());

const run = promisify(execFile);

/** Git as a person runs it, but with none of the configuration of whoever runs this test. */
async function git(folder: string, ...args: string[]) {
  const env = {
    PATH: process.env.PATH,
    HOME: state,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: 'Author',
    GIT_AUTHOR_EMAIL: 'author@paddock.example',
    GIT_COMMITTER_NAME: 'Author',
    GIT_COMMITTER_EMAIL: 'author@paddock.example',
  };
  const quiet = ['-c', 'init.defaultBranch=main', '-c', 'gc.auto=0'];
  return run('git', [...quiet, ...args], { cwd: folder, env });
}

const basic = (name: string, password: string) =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;

const asPortal = () => basic(server.portalUser, server.portalPassword);

/** The address that a person puts name and password into. */
function remote(path: string, name?: string): string {
  const address = new URL(`${server.url}/${path}.git`);
  if (name) {
    address.username = name;
    address.password = gitPassword(state, name);
  }
  return address.href;
}

async function create(
  owner: string,
  body: object,
  authorization: string | undefined = asPortal(),
) {
  const headers: Record<string, string> = { authorization };
  headers['content-type'] = 'application/json';
  return fetch(`${server.url}/api/v1/orgs/${owner}/repos`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
}

const files = {
  'catalog-info.yaml': 'kind: Component\n',
  'a file & <more>.txt': '<script>alert(1)</script>\n',
};

/** A repository with a first commit, pushed by the portal as the scaffolder does. */
async function published(owner: string, name: string): Promise<string> {
  assert.equal((await create(owner, { name })).status, 201);
  const folder = join(state, `work-${owner}-${name}`);
  await git(state, 'init', '--quiet', folder);
  for (const [file, text] of Object.entries(files)) {
    await writeFile(join(folder, file), text);
  }
  await symlink('/etc/passwd', join(folder, 'link'));
  await git(folder, 'add', '.');
  await git(folder, 'commit', '--quiet', '-m', 'first');
  const address = new URL(remote(`${owner}/${name}`));
  address.username = server.portalUser;
  address.password = server.portalPassword;
  await git(folder, 'push', '--quiet', address.href, 'main');
  return folder;
}

async function commit(folder: string, text: string): Promise<string> {
  await writeFile(join(folder, 'changed.txt'), text);
  await git(folder, 'add', '.');
  await git(folder, 'commit', '--quiet', '-m', text);
  return (await git(folder, 'rev-parse', 'HEAD')).stdout.trim();
}

async function raw(path: string, headers: Record<string, string> = {}) {
  const { git: port } = platform.platform.ports;
  const address = { host: '127.0.0.1', port, path, headers };
  return new Promise<number | undefined>((resolve, reject) => {
    request(address, answer => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

test('a repository is made by the portal, and only once', async () => {
  const body = { name: 'ledger', description: 'Books', private: false };
  const made = await create('team-payments', body);
  assert.equal(made.status, 201);
  const json = (await made.json()) as Record<string, unknown>;
  assert.equal(json.clone_url, `${server.url}/team-payments/ledger.git`);
  assert.equal((await create('team-payments', body)).status, 409);
  const twins = await Promise.all(
    [1, 2, 3, 4].map(() => create('team-payments', { name: 'twin' })),
  );
  const statuses = twins.map(({ status }) => status).sort();
  assert.deepEqual(statuses, [201, 409, 409, 409]);
  const page = `${server.url}/team-payments/ledger`;
  assert.match(await (await fetch(page)).text(), /Nothing has been pushed yet/);
  assert.equal((await fetch(`${page}/src/branch/main`)).status, 404);
});

test('what is refused when a repository is made', async () => {
  const ben = basic('ben', gitPassword(state, 'ben'));
  assert.equal((await create('team-payments', { name: 'x' }, ben)).status, 403);
  const wrong = basic('paddock-portal', 'guessed');
  const refused = await create('team-payments', { name: 'x' }, wrong);
  assert.equal(refused.status, 401);
  assert.equal((await create('team-nobody', { name: 'x' })).status, 404);
  assert.equal(
    (await create('team-payments-leads', { name: 'x' })).status,
    404,
  );
  for (const name of [
    '',
    '.',
    '..',
    '../x',
    'a/b',
    'A',
    '-a',
    'a.git',
    'a..b',
    'a\n',
    'é',
    'a'.repeat(101),
    7,
    null,
  ]) {
    const { status } = await create('team-payments', { name });
    assert.equal(status, 400, JSON.stringify(name));
  }
  for (const more of [{ private: true }, { owner: 'x' }, { description: 1 }]) {
    const { status } = await create('team-payments', { name: 'x', ...more });
    assert.equal(status, 400, JSON.stringify(more));
  }
  const form = await fetch(`${server.url}/api/v1/orgs/team-payments/repos`, {
    method: 'POST',
    headers: { authorization: asPortal(), 'content-type': 'text/plain' },
    body: '{"name":"x"}',
  });
  assert.equal(form.status, 415);
  const folder = join(state, 'git', 'team-payments');
  assert.ok(
    !(await readdir(folder)).some(each => /^(x\.git|\.new)/.test(each)),
  );
});

test('a member pushes, others do not, and git knows who it was', async () => {
  const folder = await published('team-payments', 'billing');
  const sha = await commit(folder, 'second');
  const push = (name?: string) =>
    git(folder, 'push', remote('team-payments/billing', name), 'main');
  await assert.rejects(
    push('emil'),
    /Only members of team-payments may push[^]*403/,
  );
  await assert.rejects(push(), /could not read Username/);
  const wrong = new URL(remote('team-payments/billing', 'ben'));
  wrong.password = gitPassword(state, 'emil');
  await assert.rejects(
    git(folder, 'push', wrong.href, 'main'),
    /Authentication failed/,
  );
  const portal = asPortal();
  await assert.rejects(
    git(
      folder,
      '-c',
      `http.extraHeader=Authorization: ${portal}`,
      'push',
      remote('team-payments/billing'),
      'main',
    ),
    /The portal pushes only the first content[^]*403/,
  );

  await push('ben');
  const bare = join(state, 'git', 'team-payments', 'billing.git');
  const head = await git(bare, 'rev-parse', 'refs/heads/main');
  assert.equal(head.stdout.trim(), sha);
  const reflog = await readFile(join(bare, 'logs/refs/heads/main'), 'utf8');
  const [first, second] = reflog.trim().split('\n');
  assert.match(first ?? '', /paddock-portal <paddock-portal@paddock\.example>/);
  assert.match(second ?? '', /Ben Brandt <ben@paddock\.example>/);
  const log = await readFile(join(state, 'logs', 'git.log'), 'utf8');
  assert.match(log, /ben@paddock\.example pushed to team-payments\/billing/);

  await commit(folder, 'third');
  await push('petra');
});

test('whoever reaches the server clones, also with the newest and the oldest protocol', async () => {
  const folder = await published('team-storefront', 'shop');
  const sha = (await git(folder, 'rev-parse', 'HEAD')).stdout.trim();
  for (const version of ['0', '1', '2']) {
    const into = join(state, `clone-${version}`);
    const protocol = ['-c', `protocol.version=${version}`];
    await git(
      state,
      ...protocol,
      'clone',
      '--quiet',
      remote('team-storefront/shop'),
      into,
    );
    const head = await git(into, 'rev-parse', 'HEAD');
    assert.equal(head.stdout.trim(), sha);
  }
});

test('status codes of the push request itself', async () => {
  await create('team-payments', { name: 'codes' });
  const path = '/team-payments/codes.git/info/refs?service=git-receive-pack';
  const as = (name: string) => ({
    authorization: basic(name, gitPassword(state, name)),
  });
  assert.equal(await raw(path), 401);
  assert.equal(await raw(path, as('emil')), 403);
  assert.equal(await raw(path, as('ana')), 200);
  assert.equal(await raw(path, { authorization: 'Basic !' }), 401);
  const repository = '/team-payments/codes.git';
  for (const dumb of [
    'HEAD',
    'config',
    'objects/info/packs',
    'info/refs',
    'info/refs?service=git-upload-archive',
  ]) {
    const status = (await raw(`${repository}/${dumb}`)) ?? 0;
    assert.ok(status >= 300 && status < 500, `${dumb}: ${status}`);
  }
});

test('addresses that lead elsewhere are refused', async () => {
  await published('team-payments', 'walls');
  for (const path of [
    '/team-payments/../people.json',
    '/team-payments/%2e%2e/people.json',
    '/team-payments/..%2f..%2fpeople.json/info/refs?service=git-upload-pack',
    '/team-payments/walls.git/../../../people.json',
    '//team-payments/walls',
    '/team-payments//walls',
    '/team-payments/walls/src/branch/main/..%5c..%5cpeople.json',
    '/team-payments/walls/src/branch/main/%00',
    '/team-payments/walls/src/branch/main/%ff',
    '/api/v1/repos/team-payments/walls/contents/../../x?ref=main',
    '/api/v1/repos/team-payments/walls/contents/catalog-info.yaml?ref=--output=x',
    '/api/v1/repos/team-payments/walls/contents/catalog-info.yaml?ref=main:x',
    '/api/v1/repos/team-payments/walls/archive/--help.tar.gz',
    '/api/v1/repos/team-payments/walls/git/commits/HEAD@%7B1%7D',
    '/team-payments/WALLS',
  ]) {
    assert.equal(await raw(path), 400, path);
  }
  for (const path of [
    '/team-payments/walls/src/branch/main/%252e%252e/people.json',
    '/team-payments/walls/src/branch/none',
    '/team-payments/walls/src/branch/main/none.txt',
    '/people.json',
    '/api/v1/users/ben',
    '/api/v1/repos/team-payments/none',
    '/api/v1/repos/team-payments/walls/git/commits/none',
  ]) {
    assert.equal(await raw(path), 404, path);
  }
  await symlink(state, join(state, 'git/team-payments/outside.git'));
  assert.equal(await raw('/team-payments/outside'), 404);
  assert.equal(await raw('/', { host: 'rebound.example:7711' }), 421);
});

test('the contents, raw files, commits and archive say what git has', async () => {
  const folder = await published('team-payments', 'agree');
  const sha = (await git(folder, 'rev-parse', 'HEAD')).stdout.trim();
  const api = `${server.url}/api/v1/repos/team-payments/agree`;
  const commits = await (await fetch(`${api}/git/commits/main`)).json();
  assert.deepEqual(commits, { sha });
  for (const [name, text] of Object.entries(files)) {
    const at = `${api}/contents/${encodeURIComponent(name)}?ref=main`;
    const answer = await fetch(at);
    const json = (await answer.json()) as Record<string, string>;
    assert.equal(json.encoding, 'base64');
    assert.equal(Buffer.from(json.content ?? '', 'base64').toString(), text);
    const etag = answer.headers.get('etag') ?? '';
    const again = await fetch(at, { headers: { 'if-none-match': etag } });
    assert.equal(again.status, 304);
  }
  const list = (await (
    await fetch(`${api}/contents?ref=${sha}`)
  ).json()) as Array<Record<string, string>>;
  const kinds = list.map(({ name, type }) => `${name} ${type}`).sort();
  assert.deepEqual(kinds, [
    'a file & <more>.txt file',
    'catalog-info.yaml file',
    'link symlink',
  ]);
  const link = (await (
    await fetch(`${api}/contents/link?ref=main`)
  ).json()) as Record<string, unknown>;
  assert.equal(link.content, null);

  for (const [name, text] of Object.entries(files)) {
    const at = `${api}/raw/${encodeURIComponent(name)}?ref=main`;
    const answer = await fetch(at);
    assert.equal(await answer.text(), text);
    const etag = answer.headers.get('etag') ?? '';
    const again = await fetch(at, { headers: { 'if-none-match': etag } });
    assert.equal(again.status, 304);
  }
  for (const name of ['link', 'none', '']) {
    assert.equal((await fetch(`${api}/raw/${name}?ref=main`)).status, 404);
  }

  const archive = await fetch(`${api}/archive/main.tar.gz`);
  assert.equal(archive.headers.get('etag'), `"${sha}"`);
  const file = join(state, 'agree.tar.gz');
  await writeFile(file, Buffer.from(await archive.arrayBuffer()));
  await run('tar', ['xzf', file, '-C', state]);
  for (const [name, text] of Object.entries(files)) {
    assert.equal(await readFile(join(state, 'agree', name), 'utf8'), text);
  }
});

test('the pages show folders and text, escaped', async () => {
  await published('team-storefront', 'pages');
  const root = await fetch(`${server.url}/team-storefront/pages.git`);
  assert.equal(root.url, `${server.url}/team-storefront/pages/src/branch/main`);
  const text = await root.text();
  assert.match(
    text,
    /a%20file%20%26%20%3Cmore%3E\.txt">a file &amp; &lt;more&gt;\.txt/,
  );
  assert.ok(text.includes(`git clone ${server.url}/team-storefront/pages.git`));
  assert.match(
    root.headers.get('content-security-policy') ?? '',
    /default-src 'none'/,
  );
  const name = encodeURIComponent('a file & <more>.txt');
  const file = await fetch(
    `${server.url}/team-storefront/pages/_edit/main/${name}`,
  );
  const shown = await file.text();
  assert.ok(shown.includes('&lt;script&gt;alert(1)&lt;/script&gt;'));
  assert.ok(!shown.includes('<script'));
});

test('the passwords are for their owner only, and are not in the log', async () => {
  const file = join(state, 'people.json');
  assert.equal((await stat(file)).mode % 0o1000, 0o600);
  const log = await readFile(join(state, 'logs', 'git.log'), 'utf8');
  assert.ok(!log.includes(server.portalPassword));
  assert.equal(gitPassword(state, 'ana'), gitPassword(state, 'ana'));
  assert.throws(() => gitPassword(state, 'constructor'), /Nobody is called/);
});

test('who came to the samples after a state folder was made has a password in it', async () => {
  const older = join(state, 'older');
  await mkdir(older);
  const gitPasswords = { [portalAccount]: 'secret', petra: 'kept' };
  await writeFile(join(older, 'people.json'), JSON.stringify({ gitPasswords }));
  assert.equal(gitPassword(older, 'petra'), 'kept');
  const added = gitPassword(older, 'pavel');
  assert.match(added, /^[\w-]{43}$/);
  assert.equal(gitPassword(older, 'pavel'), added);
});
