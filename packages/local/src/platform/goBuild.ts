import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Advice, type Platform } from './platform.ts';

export interface GoModule {
  /** Names the binary and appears in messages. */
  readonly name: string;
  /** Absolute: where its go.mod is. */
  readonly folder: string;
  /** Import path of what is built, where that is a program of a required module. Default: the module's own. */
  readonly program?: string;
  /** Handed to the linker, for instance to stamp a version. */
  readonly ldflags?: string;
}

/**
 * A fingerprint of what the binary is made from. Tests are no part of it. The
 * version of Go is: by the `go` line of go.mod, so that a binary in the cache
 * can be used on a machine that has no Go.
 */
export async function hashOfModule(module: GoModule): Promise<string> {
  const names = (await readdir(module.folder)).filter(
    name =>
      (name.endsWith('.go') && !name.endsWith('_test.go')) ||
      name === 'go.mod' ||
      name === 'go.sum',
  );
  const hash = createHash('sha256');
  hash.update(JSON.stringify([module.ldflags, process.platform, process.arch]));
  for (const name of names.sort()) {
    const content = await readFile(join(module.folder, name));
    hash.update(`\0${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}

/** The path of the module's binary in the cache; it is built when it is missing. */
export async function buildGo(
  platform: Platform,
  module: GoModule,
): Promise<string> {
  const folder = join(platform.cache, 'bin');
  const binary = join(folder, `${module.name}-${await hashOfModule(module)}`);
  if (existsSync(binary)) return binary;

  await mkdir(folder, { recursive: true });
  await platform.steps.run(
    `Build ${module.name} with Go (kept for later starts)`,
    async say => {
      // Another start may build the same at the same time: each has a file of its own.
      const unfinished = `${binary}.${process.pid}`;
      try {
        await compile(module, {
          output: unfinished,
          say,
          signal: platform.supervisor.signal,
        });
        await rename(unfinished, binary);
      } finally {
        await rm(unfinished, { force: true });
      }
    },
  );
  return binary;
}

interface Compilation {
  output: string;
  say: (detail: string) => void;
  signal: AbortSignal;
}

async function compile(
  { name, folder, program = '.', ldflags = '' }: GoModule,
  { output, say, signal }: Compilation,
): Promise<void> {
  const go = spawn(
    'go',
    // -v names each package as it is compiled: the only sign of progress there is.
    [
      'build',
      '-v',
      '-trimpath',
      '-mod=readonly',
      '-ldflags',
      ldflags,
      '-o',
      output,
      program,
    ],
    {
      cwd: folder,
      env: { ...process.env, CGO_ENABLED: '0' },
      stdio: ['ignore', 'ignore', 'pipe'],
      signal,
    },
  );
  const exit = new Promise<number | null>((resolve, reject) => {
    go.once('error', reject);
    go.once('close', resolve);
  });
  // The machine stays usable meanwhile.
  if (go.pid) setPriority(go.pid, constants.priority.PRIORITY_LOW);

  let compiled = 0;
  const complaints: string[] = [];
  createInterface({ input: go.stderr }).on('line', line => {
    // A package's path has no space; a complaint of the compiler or of the download has.
    if (line.includes(' ')) {
      complaints.push(line);
      if (line.startsWith('go: downloading')) say('downloading modules');
    } else {
      compiled += 1;
      say(`${compiled} packages compiled`);
    }
  });
  const code = await exit.catch((error: NodeJS.ErrnoException) => {
    throw whyNotStarted(name, error);
  });
  if (code !== 0) throw whyFailed(name, complaints);
}

function whyNotStarted(name: string, error: NodeJS.ErrnoException): Error {
  if (error.code === 'ENOENT') {
    return new Advice(
      `${name} cannot be built: there is no "go" on the PATH.`,
      'Install Go 1.26 or later (https://go.dev/dl) and start again.',
    );
  }
  if (error.name === 'AbortError') {
    return new Advice(`${name} was not built.`, 'The platform is stopping.');
  }
  return error;
}

/** Exported for its test. */
export function whyFailed(name: string, complaints: readonly string[]): Advice {
  const told = complaints
    .filter(line => !line.startsWith('go: downloading'))
    .slice(-8);
  const network =
    /dial tcp|i\/o timeout|no such host|TLS handshake|proxyconnect|connection refused|50[234] /;
  if (told.some(line => network.test(line))) {
    return new Advice(
      `The Go modules of ${name} could not be downloaded:\n${told.join(
        '\n',
      )}\n`,
      'Check the network and the GOPROXY setting (go env GOPROXY), then start again.',
    );
  }
  if (told.some(line => /no space left/.test(line))) {
    return new Advice(
      `The disk was full while ${name} was built.`,
      'Make about 6 GB of room (go env GOCACHE GOMODCACHE tells where), then start again.',
    );
  }
  return new Advice(
    `${name} could not be built:\n${told.join('\n')}\n`,
    'Check that "go version" says 1.26 or later; if it does, this is a defect worth a report.',
  );
}
