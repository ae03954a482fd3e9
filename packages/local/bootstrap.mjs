#!/usr/bin/env node
// The only file that runs before anything is installed: plain JavaScript, no dependencies, Node 18 or newer.
// It makes sure of the pinned Node, the packages and one compiled addon, and hands over to src/main.ts.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const cache =
  process.env.PADDOCK_CACHE ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'paddock');
const pinned = readFileSync(join(checkout, '.node-version'), 'utf8').trim();
/** Says which packages are installed: written last. */
const installStamp = join(checkout, 'node_modules', '.paddock-installed');
const [command = 'start', ...args] = process.argv.slice(2);
// What a script may read from these must stay clean.
const quiet = ['token', 'kubectl', 'bounce', 'vault'].includes(command);

class Advice extends Error {}

/** What is being waited for: ended when this process is told to end. */
const running = new Set();

/** Says when it began, every 15 s how far it is, and how long it took. `work` is handed a place for its last word. */
async function step(title, work) {
  const say = line => quiet || console.log(line);
  const began = Date.now();
  const seconds = () => ((Date.now() - began) / 1000).toFixed(0);
  const last = { word: '' };
  say(`  … ${title}`);
  const tick = setInterval(() => {
    say(
      `  … ${title}, ${seconds()} s${
        last.word && `: ${last.word.slice(0, 100)}`
      }`,
    );
  }, 15_000);
  try {
    const result = await work(last);
    say(`  ✓ ${title} (${seconds()} s)`);
    return result;
  } finally {
    clearInterval(tick);
  }
}

/** Runs a program to its end with its output in a log file; `advice` is said when it fails. */
function run(program, programArgs, { cwd, env, advice, log, last = {} }) {
  mkdirSync(join(cache, 'logs'), { recursive: true });
  const file = join(cache, 'logs', `${log}.log`);
  return new Promise((done, fail) => {
    const child = spawn(program, programArgs, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    const take = data => {
      output += data;
      last.word = String(data).trim().split('\n').at(-1) || last.word;
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', error =>
      fail(new Advice(`${advice} (${error.message})`)),
    );
    child.on('close', code => {
      running.delete(child);
      writeFileSync(file, output);
      if (code === 0) done(output);
      else {
        const lines = output.trim().split('\n').slice(-6).join('\n    ');
        fail(
          new Advice(`${advice}\n    ${lines}\n    The whole output: ${file}`),
        );
      }
    });
  });
}

function checkDisk() {
  mkdirSync(cache, { recursive: true });
  for (const folder of [cache, checkout]) {
    const { bavail, bsize } = statfsSync(folder);
    const gib = (bavail * bsize) / 2 ** 30;
    if (gib < 3) {
      throw new Advice(
        `Only ${gib.toFixed(
          1,
        )} GiB are free in ${folder}; Paddock needs about 10 at first and 3 later. Free some space and start again.`,
      );
    }
  }
}

/** The folder of the pinned Node: the one that runs already, or the npm package of it, kept in the cache. */
async function findNode() {
  const home = join(cache, 'node', pinned);
  if (existsSync(join(home, 'bin', 'node'))) return home;
  const os = { linux: 'linux', darwin: 'darwin' }[process.platform];
  if (!os) {
    throw new Advice(
      `Paddock's platform runs on Linux and macOS, and this is ${process.platform}. Use WSL or a Linux machine.`,
    );
  }
  const name = `node-${os}-${process.arch}@${pinned}`;
  await step(`Node ${pinned}`, async () => {
    mkdirSync(join(cache, 'node'), { recursive: true });
    const folder = mkdtempSync(join(cache, 'node', 'fetch-'));
    await run('npm', ['pack', name, '--silent'], {
      cwd: folder,
      env: process.env,
      log: 'node',
      advice: `The pinned Node could not be fetched as the npm package ${name}. Check that npm reaches its registry, and start again.`,
    });
    const unpacked = spawnSync(
      'sh',
      ['-c', 'tar xzf ./*.tgz && test -x package/bin/node'],
      { cwd: folder },
    );
    if (unpacked.status !== 0) {
      throw new Advice(
        `The npm package ${name} could not be unpacked: it is broken, or tar is missing. Start again to fetch it anew.`,
      );
    }
    renameSync(join(folder, 'package'), home);
    rmSync(folder, { recursive: true });
  });
  return home;
}

function sha256(files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash.update(file).update(readFileSync(join(checkout, file)));
  return hash.digest('hex').slice(0, 16);
}

async function installPackages(env, yarn) {
  const manifests = spawnSync(
    'git',
    ['ls-files', '*package.json', 'package.json'],
    { cwd: checkout, encoding: 'utf8' },
  )
    .stdout.trim()
    .split('\n')
    .filter(
      file => !file.includes('skeleton') && existsSync(join(checkout, file)),
    );
  const key = `${pinned} ${sha256(['yarn.lock', '.yarnrc.yml', ...manifests])}`;
  if (existsSync(installStamp) && readFileSync(installStamp, 'utf8') === key)
    return;
  await step('packages (minutes the first time, seconds later)', last =>
    run(process.env.PADDOCK_NODE, [yarn, 'install', '--immutable'], {
      cwd: checkout,
      env,
      log: 'yarn',
      last,
      advice:
        'The packages could not be installed. If a download broke, start again: what has arrived is kept. If yarn.lock would change, commit it first.',
    }),
  );
  writeFileSync(installStamp, key);
}

/** better-sqlite3 is compiled once per version and Node, and kept: yarn would do it again in every checkout. */
async function installSqlite(env, nodeHome) {
  const folder = join(checkout, 'node_modules', 'better-sqlite3');
  const addon = join(folder, 'build', 'Release', 'better_sqlite3.node');
  if (existsSync(addon)) return;
  const { version } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const kept = join(
    cache,
    'addons',
    `better_sqlite3-${version}-${pinned}-${process.platform}-${process.arch}.node`,
  );
  if (!existsSync(kept)) {
    await step('the database addon (about 90 s, once)', () =>
      run(
        process.env.PADDOCK_NODE,
        [
          join(checkout, 'node_modules/node-gyp/bin/node-gyp.js'),
          'rebuild',
          '--release',
          `--nodedir=${nodeHome}`,
        ],
        {
          cwd: folder,
          env,
          log: 'better-sqlite3',
          advice:
            'better-sqlite3 could not be compiled. It needs a C++ toolchain (g++ and make) and python3.',
        },
      ),
    );
    mkdirSync(dirname(kept), { recursive: true });
    copyFileSync(addon, `${kept}.${process.pid}`);
    renameSync(`${kept}.${process.pid}`, kept);
  }
  mkdirSync(dirname(addon), { recursive: true });
  copyFileSync(kept, addon);
}

/** The longest step of a first start needs no packages. It fails in silence: the start tries again, and says what is wrong. */
function compileAhead(env) {
  // Later starts build by themselves what has changed.
  if (existsSync(installStamp)) return undefined;
  const script = join(checkout, 'packages/local/src/buildAhead.ts');
  return step(
    'the control plane, from Go (about 10 minutes the first time)',
    last =>
      run(process.env.PADDOCK_NODE, [script], {
        cwd: checkout,
        env,
        log: 'control-plane',
        last,
        advice: '',
      }),
  ).catch(() => {});
}

/** `yarn` for the programs that look for it on PATH. */
function yarnOnPath(yarn) {
  const folder = join(cache, 'path');
  mkdirSync(folder, { recursive: true });
  const script = join(folder, 'yarn');
  writeFileSync(script, `#!/bin/sh\nexec "$PADDOCK_NODE" "${yarn}" "$@"\n`);
  chmodSync(script, 0o755);
  return folder;
}

/** `npm start -- --help` needs nothing. */
function asksForUsage() {
  const own = args.slice(
    0,
    args.includes('--') ? args.indexOf('--') : undefined,
  );
  return (
    ['start', 'dev'].includes(command) &&
    own.some(each => each === '--help' || each === '-h')
  );
}

/** Ends this process too when npm is killed. Scripts replace npm's shell (`exec`), so npm itself is the parent. */
function endWithNpm(end) {
  if (!process.env.npm_lifecycle_event) return;
  const npm = process.ppid;
  setInterval(() => {
    if (process.ppid !== npm) end();
  }, 500).unref();
}

async function main() {
  if (asksForUsage()) {
    process.stdout.write(
      readFileSync(join(checkout, 'packages/local/usage.txt'), 'utf8'),
    );
    return;
  }
  const end = () => {
    for (const child of running) child.kill('SIGTERM');
    process.exit(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.once(signal, end);
  checkDisk();
  const nodeHome = await findNode();
  process.env.PADDOCK_NODE = join(nodeHome, 'bin', 'node');
  const yarn = join(
    checkout,
    readFileSync(join(checkout, '.yarnrc.yml'), 'utf8').match(
      /^yarnPath: (.+)$/m,
    )[1],
  );
  const env = {
    ...process.env,
    PATH: [join(nodeHome, 'bin'), yarnOnPath(yarn), process.env.PATH].join(
      delimiter,
    ),
    npm_config_nodedir: nodeHome,
  };
  const compiled = compileAhead(env);
  await installPackages(env, yarn);
  await installSqlite(env, nodeHome);
  await compiled;

  const child = spawn(
    process.env.PADDOCK_NODE,
    [join(checkout, 'packages/local/src/main.ts'), command, ...args],
    { env, stdio: 'inherit', cwd: process.cwd() },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.off(signal, end);
  // A terminal's Ctrl-C reaches the child by itself, and again from here, which a platform takes as one. kubectl would not.
  const isPlatform = ['start', 'dev'].includes(command);
  process.on('SIGINT', () => isPlatform && child.kill('SIGINT'));
  for (const signal of ['SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  endWithNpm(() => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
}

main().catch(error => {
  console.error(error instanceof Advice ? `  ✗ ${error.message}` : error);
  process.exit(1);
});
