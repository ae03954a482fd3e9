import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { checkout } from '../platform/paths.ts';
import { Advice, type Platform } from '../platform/platform.ts';

/** What the browser's bundle is made of. */
const sources = [
  'packages/app',
  'plugins/paddock',
  'plugins/paddock-common',
  'yarn.lock',
];

function sourceHash(): string {
  const files = execFileSync(
    'git',
    [
      'ls-files',
      '--cached',
      '--others',
      '--exclude-standard',
      '--',
      ...sources,
    ],
    { cwd: checkout, encoding: 'utf8' },
  )
    .trim()
    .split('\n')
    .filter(file => existsSync(join(checkout, file)))
    .sort();
  const hash = createHash('sha256');
  for (const file of files)
    hash.update(file).update(readFileSync(join(checkout, file)));
  return hash.digest('hex').slice(0, 16);
}

/** Builds the browser's part into packages/app/dist, or takes it from the cache when no source has changed. */
export async function buildApp({
  cache,
  steps,
  supervisor,
}: Pick<Platform, 'cache' | 'steps' | 'supervisor'>): Promise<void> {
  const dist = join(checkout, 'packages/app/dist');
  const stamp = join(dist, '.paddock-sources');
  const hash = sourceHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;

  const kept = join(cache, 'app', hash);
  await steps.run('the portal’s pages', async () => {
    if (!existsSync(kept)) {
      await runBuild(supervisor.signal);
      const fresh = `${kept}.${process.pid}`;
      mkdirSync(join(cache, 'app'), { recursive: true });
      cpSync(dist, fresh, {
        recursive: true,
        filter: file => !file.endsWith('.map'),
      });
      renameSync(fresh, kept);
    }
    rmSync(dist, { recursive: true, force: true });
    cpSync(kept, dist, { recursive: true });
    writeFileSync(stamp, hash);
  });
}

/** The build goes on in processes of its own: all of them end with the platform, or its start would hang on them. */
export function runBuild(
  signal: AbortSignal,
  program = 'yarn',
  args = ['workspace', 'app', 'build'],
): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      cwd: checkout,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '--max-old-space-size=4096' },
      detached: true,
    });
    const end = () => {
      if (child.pid) process.kill(-child.pid, 'SIGTERM');
    };
    signal.addEventListener('abort', end, { once: true });
    let output = '';
    child.stdout.on('data', data => (output += data));
    child.stderr.on('data', data => (output += data));
    child.on('error', fail);
    child.on('close', code => {
      signal.removeEventListener('abort', end);
      if (code === 0) return done();
      return fail(
        new Advice(
          `The portal’s pages could not be built:\n${output
            .trim()
            .split('\n')
            .slice(-20)
            .join('\n')}\n`,
          'Mend what it names, and start again.',
        ),
      );
    });
  });
}
