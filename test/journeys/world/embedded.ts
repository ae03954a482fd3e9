import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../../..');

/** A whole platform of its own, started as a person would, beside any other that runs. */
export interface Embedded {
  instance: number;
  portal: string;
  git: string;
  state: string;
  /** With what npm scripts find this platform. */
  env: NodeJS.ProcessEnv;
  /** Resolves when the real worker and the base images are there. */
  complete: Promise<void>;
  /** Runs one of the project's npm scripts against this platform, and returns what it printed. */
  npm(script: string, ...args: string[]): Promise<string>;
  /** Ctrl-C; resolves when everything has ended, with the last line that was said. */
  stop(): Promise<string>;
}

const instance = Number(process.env.PADDOCK_INSTANCE ?? 8);

const addresses = {
  portal: `http://localhost:${7007 + instance * 100}`,
  git: `http://localhost:${7011 + instance * 100}`,
};

const environment = (state: string) => ({
  ...process.env,
  NODE_OPTIONS: '',
  PADDOCK_STATE: state,
  PADDOCK_INSTANCE: String(instance),
});

/** While a journey is written: one that runs already (`--instance $PADDOCK_INSTANCE --state $PADDOCK_ATTACH`), and goes on afterwards. */
function attach(state: string): Embedded {
  return {
    ...addresses,
    instance,
    state,
    env: environment(state),
    complete: Promise.resolve(),
    npm: (script, ...rest) => runNpm(environment(state), [script, ...rest]),
    stop: async () => '',
  };
}

/** Resolves when the portal answers. */
export async function startEmbedded(...args: string[]): Promise<Embedded> {
  if (process.env.PADDOCK_ATTACH) return attach(process.env.PADDOCK_ATTACH);
  const state = mkdtempSync(join(tmpdir(), 'paddock-'));
  const env = environment(state);
  const child = spawn(
    'npm',
    [
      'start',
      '--silent',
      '--',
      '--instance',
      String(instance),
      '--state',
      state,
      ...args,
    ],
    { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true },
  );
  const { said, ended } = listen(child);
  const early = ended.then(endedEarly);
  await Promise.race([said(/Paddock answers at/), early]);
  return {
    ...addresses,
    instance,
    state,
    env,
    complete: Promise.race([said(/· Complete\./), early]),
    npm: (script, ...rest) => runNpm(env, [script, ...rest]),
    async stop() {
      // As a terminal does: to every process of the group.
      if (child.exitCode === null && child.signalCode === null && child.pid) {
        process.kill(-child.pid, 'SIGINT');
      }
      const output = await ended;
      rmSync(state, { recursive: true, force: true });
      return output.trim().split('\n').at(-1)?.trim() ?? '';
    },
  };
}

function endedEarly(): never {
  throw new Error('The platform has ended; what it said is above.');
}

/** What the platform says; it has ended when nobody is left who could say more. */
function listen(child: ChildProcess) {
  let output = '';
  const waiting = new Set<() => void>();
  child.stdout?.on('data', (data: Buffer) => {
    process.stdout.write(data);
    output += data;
    for (const look of waiting) look();
  });
  const ended = new Promise<string>(done =>
    child.on('close', () => done(output)),
  );
  const said = (pattern: RegExp) =>
    new Promise<void>(done => {
      const look = () => {
        if (!pattern.test(output)) return;
        waiting.delete(look);
        done();
      };
      waiting.add(look);
      look();
    });
  return { said, ended };
}

function runNpm(
  env: NodeJS.ProcessEnv,
  [script = '', ...args]: string[],
): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn('npm', ['run', '--silent', script, '--', ...args], {
      cwd: root,
      env,
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', data => (output += data));
    child.stderr.on('data', data => (errors += data));
    child.on('error', fail);
    child.on('close', code =>
      code === 0
        ? done(output.trim())
        : fail(
            new Error(
              `npm run ${script} ${args.join(' ')}: ${errors || output}`,
            ),
          ),
    );
  });
}
