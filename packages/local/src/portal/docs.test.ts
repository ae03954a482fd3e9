import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { cacheFolder } from '../platform/paths.ts';
import { findDocsPrograms, provideDocsPrograms } from './docsPrograms.ts';
import { inSandbox, type DocsPrograms } from './docsSandbox.ts';
import { renderDocs } from './renderDocs.ts';
import { run } from '../worker/run.ts';

// The real mkdocs, without the portal in front of it that refuses such settings: what may code in the sandbox do?
const hook = (body: string) => ({
  'mkdocs.yml':
    '{"site_name": "x", "hooks": ["hook.py"], "plugins": ["techdocs-core"]}',
  'docs/index.md': '# Hello\n',
  'hook.py': `
import json, os, socket, urllib.request
def tried(work):
    try:
        return str(work())
    except BaseException as error:
        return 'refused: ' + type(error).__name__
def on_post_build(config):
    found = {}
${body.replace(/^/gm, '    ')}
    with open('/out/found.json', 'w') as file:
        json.dump(found, file)
`,
});

describe('the sandbox of the docs', () => {
  let folder: string;
  let programs: DocsPrograms;
  let calls = 0;
  const listener = createServer((_, response) => {
    calls += 1;
    response.end('called');
  });

  before(
    async () => {
      process.env.CANARY = 'of the environment';
      folder = await mkdtemp(join(tmpdir(), 'paddock-docs-'));
      await writeFile(join(folder, 'canary'), 'of the disk', { mode: 0o644 });
      await new Promise<void>(done => listener.listen(0, '127.0.0.1', done));
      programs = await provideDocsPrograms(cacheFolder, () => {});
    },
    { timeout: 10 * 60_000 },
  );
  after(async () => {
    delete process.env.CANARY;
    listener.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function folders(name: string, files: Record<string, string>) {
    const input = join(folder, name, 'in');
    const output = join(folder, name, 'out');
    await mkdir(join(input, 'docs'), { recursive: true });
    await mkdir(output);
    for (const [file, text] of Object.entries(files))
      await writeFile(join(input, file), text);
    await chmod(input, 0o755);
    return { input, output };
  }

  async function found(name: string, body: string) {
    const place = await folders(name, hook(body));
    await renderDocs(programs, place);
    const text = readFileSync(join(place.output, 'found.json'), 'utf8');
    return JSON.parse(text) as Record<string, string>;
  }

  it('shows neither the disk nor the environment nor other processes', async () => {
    const seen = await found(
      'reading',
      `
found['file'] = tried(lambda: open(${JSON.stringify(
        join(folder, 'canary'),
      )}).read())
found['passwords'] = tried(lambda: open('/etc/passwd').read())
found['home'] = tried(lambda: os.listdir(${JSON.stringify(cacheFolder)}))
found['processes'] = tried(lambda: os.listdir('/proc'))
found['parent'] = tried(lambda: os.getppid())
found['environment'] = json.dumps(dict(os.environ))
found['root'] = ' '.join(sorted(os.listdir('/')))`,
    );
    assert.equal(seen.file, 'refused: FileNotFoundError');
    assert.equal(seen.passwords, 'refused: FileNotFoundError');
    assert.equal(seen.processes, 'refused: FileNotFoundError');
    // Of the cache only the folder on the way to mkdocs.
    assert.equal(seen.home, "['techdocs']");
    assert.equal(seen.parent, '1');
    assert.deepEqual(Object.keys(JSON.parse(seen.environment!)).sort(), [
      ...['HOME', 'LANG', 'NO_MKDOCS_2_WARNING', 'PATH', 'PWD'],
    ]);
  });

  it('reaches no listener of the machine', async () => {
    const { port } = listener.address() as AddressInfo;
    const seen = await found(
      'calling',
      `
found['listener'] = tried(lambda: urllib.request.urlopen(
    'http://127.0.0.1:${port}/', timeout=5).read())
found['interfaces'] = str([name for _, name in socket.if_nameindex()])`,
    );
    assert.equal(seen.listener, 'refused: URLError');
    assert.equal(seen.interfaces, "['lo']");
    assert.equal(calls, 0);
  });

  it('may write to its output alone, and is nobody', async () => {
    const seen = await found(
      'writing',
      `
found['in'] = tried(lambda: open('/in/docs/x', 'w'))
found['usr'] = tried(lambda: open('/usr/bin/x', 'w'))
found['mkdocs'] = tried(lambda: open(${JSON.stringify(
        join(programs.environment, 'bin/x'),
      )}, 'w'))
found['root'] = tried(lambda: os.setuid(0))
found['user'] = str(os.getuid()) + ' ' + str(os.getgroups())`,
    );
    assert.match(seen.in!, /^refused/);
    assert.match(seen.usr!, /^refused/);
    assert.match(seen.mkdocs!, /^refused/);
    if (process.getuid?.() === 0) {
      assert.match(seen.root!, /^refused/);
      assert.doesNotMatch(seen.user!, /\b0\b/);
    }
  });

  it('has its measure of memory, of a file and of processes', async () => {
    const seen = await found(
      'using',
      `
found['memory'] = tried(lambda: len(bytearray(2 * 1024 ** 3)))
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
def fill():
    with open('/out/large', 'wb') as file:
        for _ in range(64):
            file.write(bytes(1024 ** 2))
found['file'] = tried(fill)
os.unlink('/out/large')
children = []
def breed():
    for _ in range(100):
        child = os.fork()
        if child == 0:
            signal.pause()
        children.append(child)
found['processes'] = tried(breed)
for child in children:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)`,
    );
    assert.equal(seen.memory, 'refused: MemoryError');
    assert.equal(seen.file, 'refused: OSError');
    assert.equal(seen.processes, 'refused: BlockingIOError');
  });

  it('publishes no link', async () => {
    const place = await folders(
      'linking',
      hook(`os.symlink('/etc/passwd', '/out/passwd')`),
    );
    await assert.rejects(renderDocs(programs, place), /not published/);
  });

  it('holds for a person who is not root', async () => {
    const { input, output } = await folders(
      'person',
      hook(`
found['file'] = tried(lambda: open(${JSON.stringify(
        join(folder, 'canary'),
      )}).read())
found['net'] = tried(lambda: socket.create_connection(
    ('127.0.0.1', ${(listener.address() as AddressInfo).port}), 5))`),
    );
    const python = join(programs.environment, 'bin/python');
    await run(
      programs.bubblewrap,
      inSandbox({ ...programs, input, output, root: false }, [
        ...[python, '-I', '-m', 'mkdocs', 'build', '--site-dir', '/out'],
      ]),
    );
    assert.deepEqual(
      JSON.parse(readFileSync(join(output, 'found.json'), 'utf8')),
      {
        file: 'refused: FileNotFoundError',
        net: 'refused: ConnectionRefusedError',
      },
    );
    assert.equal(calls, 0);
  });

  it('is not left out where it cannot be made', async () => {
    const place = await folders('without', hook(`found['ran'] = 'yes'`));
    await assert.rejects(
      renderDocs({ ...programs, bubblewrap: '/bin/false' }, place),
      /does not let their sandbox be made/,
    );
    await assert.rejects(
      renderDocs({ ...programs, bubblewrap: join(folder, 'none') }, place),
      /ENOENT/,
    );
    assert.equal(existsSync(join(place.output, 'found.json')), false);
  });

  it('is not looked for in PATH, nor is mkdocs', async () => {
    await assert.rejects(
      findDocsPrograms(join(folder, 'empty-cache')),
      /mkdocs is not installed/,
    );
  });
});
