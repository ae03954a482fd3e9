import { createMockDirectory } from '@backstage/backend-test-utils';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { prepareAction, type Situation } from '../../testing/actionContext';
import { createFakeBuilder, fakeDigest } from '../../testing/fakeBuilder';
import { createImageBuildAction } from './action';
import type { BuildSettings } from './settings';

const directory = createMockDirectory();

const never = new AbortController().signal;

const settings = (more: Partial<BuildSettings>): BuildSettings => ({
  registry: 'localhost:7012',
  insecure: true,
  command: 'buildah',
  arguments: ['--storage-driver=vfs'],
  isolation: 'chroot',
  storage: { root: '/var/images', runRoot: '/var/running' },
  buildArgs: { BUILD_IMAGE: 'localhost:7012/paddock/debian-build:12' },
  environment: { SOME_PROXY: 'http://localhost:1' },
  concurrency: 1,
  timeoutMinutes: 1,
  ...more,
});

const createAction = (
  command: string,
  more: Partial<BuildSettings> = {},
  shutdown = never,
) => createImageBuildAction(settings({ command, ...more }), shutdown);

const prepare = (
  action: ReturnType<typeof createAction>,
  input: object = {},
  more: Partial<Situation> = {},
) =>
  prepareAction(action, {
    workspacePath: directory.resolve('workspace'),
    input: { context: 'source', name: 'payments/api', ...input },
    ...more,
  });

beforeEach(() => {
  process.env.BACKEND_SECRET = 'portal-secret';
  directory.setContent({
    builder: {},
    outside: { secret: 'of the machine' },
    workspace: {
      source: { Containerfile: 'FROM scratch', src: { 'main.cpp': 'int x;' } },
    },
  });
});
afterEach(() => {
  delete process.env.BACKEND_SECRET;
});

const fake = (body?: string) =>
  createFakeBuilder(directory.resolve('builder'), body);

describe('paddock:image:build', () => {
  it('builds, pushes, and tells the image by digest', async () => {
    const { program, calls } = fake();
    const { run, lines, output } = prepare(createAction(program), {
      revision: 'c0ffee',
      buildArgs: { FLAVOUR: 'plain' },
    });
    await run();

    expect(output).toEqual({
      tag: expect.stringMatching(/^[a-f0-9]{12}$/),
      digest: fakeDigest,
      imageRef: `localhost:7012/payments/api@${fakeDigest}`,
    });
    const reference = `localhost:7012/payments/api:${output.tag}`;
    const [build, push] = calls();
    expect(build?.args).toEqual([
      '--storage-driver=vfs',
      '--root',
      '/var/images',
      '--runroot',
      '/var/running',
      'build',
      '--isolation=chroot',
      '--format=oci',
      '--layers',
      '--force-rm',
      '--tls-verify=false',
      `--file=${directory.resolve('workspace/source/Containerfile')}`,
      `--tag=${reference}`,
      '--build-arg',
      'BUILD_IMAGE=localhost:7012/paddock/debian-build:12',
      '--build-arg',
      'FLAVOUR=plain',
      '--build-arg',
      `VERSION=${output.tag}`,
      '--build-arg',
      'REVISION=c0ffee',
      '--label',
      'org.opencontainers.image.revision=c0ffee',
      directory.resolve('workspace/source'),
    ]);
    expect(push?.args.slice(-2)).toEqual([reference, `docker://${reference}`]);
    expect(lines).toContain('STEP 1/2: FROM debian');
    expect(lines).toContain('a warning');
  });

  it('gives the builder an environment of its own', async () => {
    const { program, calls } = fake();
    await prepare(createAction(program)).run();

    const [build] = calls();
    expect(Object.keys(build?.env ?? {}).sort()).toEqual([
      'HOME',
      'LANG',
      'PATH',
      'SOME_PROXY',
      'TMPDIR',
    ]);
    expect(JSON.stringify(build)).not.toContain('portal-secret');
    // Its scratch folder is gone afterwards.
    expect(existsSync(String(build?.env.HOME))).toBe(false);
  });

  it('makes the tag from the sources alone', async () => {
    const { program } = fake();
    const action = createAction(program);
    const tagOf = async (input = {}) => {
      const { run, output } = prepare(action, input);
      await run();
      return output.tag;
    };
    const first = await tagOf();
    directory.addContent({ 'workspace/source/.git/HEAD': 'ref: main' });
    expect(await tagOf()).toBe(first);
    expect(await tagOf({ buildArgs: { A: 'b' } })).not.toBe(first);
    directory.addContent({ 'workspace/source/src/main.cpp': 'int y;' });
    expect(await tagOf()).not.toBe(first);
    expect(await tagOf({ tag: '1.2.3' })).toBe('1.2.3');
  });

  it('says why a build failed', async () => {
    const { program, calls } = fake(
      `console.error('main.cpp:1: error: expected ;'); process.exit(2);`,
    );
    const { run, output } = prepare(createAction(program));
    await expect(run()).rejects.toThrow(
      /Building the image failed: .* ended with code 2\.[^]*expected ;/,
    );
    expect(output).toEqual({});
    expect(calls()).toHaveLength(1);
  });

  it('refuses a push that told no digest', async () => {
    const { program } = fake(`console.log('done');`);
    await expect(prepare(createAction(program)).run()).rejects.toThrow(
      'reported no digest',
    );
  });

  it('says that the builder is missing, or not set up', async () => {
    await expect(prepare(createAction('/no/buildah')).run()).rejects.toThrow(
      'The builder /no/buildah is not installed',
    );
    const none = createImageBuildAction(undefined, never);
    await expect(prepare(none).run()).rejects.toThrow(
      'This portal has no image builder',
    );
  });

  it('builds nothing in a dry run', async () => {
    const { program, calls } = fake();
    const { run, output } = prepare(
      createAction(program),
      {},
      { isDryRun: true },
    );
    await run();
    expect(calls()).toEqual([]);
    expect(output.imageRef).toMatch(/@sha256:0{64}$/);
  });
});

const sleeper = `const { spawn } = require('node:child_process');
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
fs.writeFileSync(__dirname + '/pids', process.pid + ' ' + child.pid);
setInterval(() => {}, 1000);`;

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function waitFor<T>(look: () => T | undefined | false): Promise<T> {
  for (let turn = 0; turn < 500; turn += 1) {
    const found = look();
    if (found) return found;
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  throw new Error('waited 5 seconds in vain');
}

describe('ending a build', () => {
  const pids = () => {
    const file = directory.resolve('builder/pids');
    return existsSync(file)
      ? readFileSync(file, 'utf8').split(' ').map(Number)
      : undefined;
  };

  it.each(['the person', 'the portal'])(
    'ends the builder and all that it started when %s ends it',
    async who => {
      const { program } = fake(sleeper);
      const abort = new AbortController();
      const { signal } = abort;
      const { run } =
        who === 'the portal'
          ? prepare(createAction(program, {}, signal))
          : prepare(createAction(program), {}, { signal });
      const running = run();
      running.catch(() => {});
      const started = await waitFor(pids);
      expect(started.every(isAlive)).toBe(true);

      abort.abort(new Error('ended'));
      await expect(running).rejects.toThrow('ended');
      await waitFor(() => !started.some(isAlive));
    },
  );

  it('ends a build that takes too long', async () => {
    const { program } = fake(sleeper);
    const action = createAction(program, { timeoutMinutes: 0.005 });
    await expect(prepare(action).run()).rejects.toThrow(
      'was not ready within 0.005 minutes',
    );
    const started = pids() ?? [];
    await waitFor(() => !started.some(isAlive));
  });

  it('lets a second build wait for the first', async () => {
    const { program, calls } = fake(
      `setTimeout(() => { if (digestFile) fs.writeFileSync(digestFile.slice(13), '${fakeDigest}'); }, 100);`,
    );
    const action = createAction(program);
    const one = prepare(action, { tag: 'one' });
    const two = prepare(action, { tag: 'two' });
    await Promise.all([one.run(), two.run()]);

    expect([...one.lines, ...two.lines]).toContain(
      'Waiting: 1 other build is before this one.',
    );
    const tags = calls().map(({ args }) => /:(one|two)/.exec(args.join())?.[1]);
    expect(new Set([tags.slice(0, 2).join(), tags.slice(2).join()])).toEqual(
      new Set(['one,one', 'two,two']),
    );
  });
});

describe('what a build refuses', () => {
  const attempt = (input: object) => {
    const { program, calls } = fake();
    return { ...prepare(createAction(program), input), calls };
  };

  it.each([
    ['a context above', { context: '..' }, 'leads out of the workspace'],
    ['an absolute context', { context: '/etc' }, 'must be relative'],
    ['a context that is not there', { context: 'no' }, 'There is no "no"'],
    ['a NUL', { context: 'a\0b' }, 'must be relative'],
    [
      'a Containerfile outside',
      { containerfile: '../../outside/secret' },
      'leads out',
    ],
    ['a folder as Containerfile', { containerfile: 'src' }, 'is not a file'],
    ['a name with a flag', { name: '--tls-verify' }, 'not an image name'],
    ['a name with a host', { name: 'evil.example:80/x' }, 'not an image name'],
    ['a name that climbs', { name: 'a/../b' }, 'not an image name'],
    ['an upper-case name', { name: 'Api' }, 'not an image name'],
    ['a tag with a slash', { tag: 'a/b' }, 'not an image tag'],
    ['a tag that is a flag', { tag: '-x' }, 'not an image tag'],
    ['a long tag', { tag: 'a'.repeat(129) }, 'not an image tag'],
    ['a revision with a newline', { revision: 'a\nb' }, 'not an image tag'],
    [
      'a build argument that is a flag',
      { buildArgs: { '--volume': '/:/host' } },
      'cannot be passed on',
    ],
    [
      'a build argument of two lines',
      { buildArgs: { A: 'b\nc' } },
      'cannot be passed on',
    ],
  ])('%s', async (_, input, message) => {
    const { run, calls } = attempt(input);
    await expect(run()).rejects.toThrow(message);
    expect(calls()).toEqual([]);
  });

  it.each([
    ['out of the context', '../../outside/secret'],
    ['to an absolute path', '/etc/passwd'],
    ['nowhere', 'nothing-here'],
    ['to itself', 'link'],
  ])('a symbolic link %s', async (_, target) => {
    symlinkSync(target, directory.resolve('workspace/source/link'));
    const { run, calls } = attempt({});
    await expect(run()).rejects.toThrow('The symbolic link "link" leads out');
    expect(calls()).toEqual([]);
  });

  it('a context that is itself a link out', async () => {
    symlinkSync('../outside', directory.resolve('workspace/elsewhere'));
    const { run } = attempt({ context: 'elsewhere' });
    await expect(run()).rejects.toThrow('leads out of the workspace');
  });

  it('nothing of a link that stays inside', async () => {
    symlinkSync('src/main.cpp', directory.resolve('workspace/source/link'));
    const { run, calls } = attempt({});
    await run();
    expect(calls()).toHaveLength(2);
  });
});
