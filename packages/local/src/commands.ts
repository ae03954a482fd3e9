import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { runKubectl } from './cluster/kubectl.ts';
import { gitPassword } from './people/token.ts';
import { bounce } from './platform/control.ts';
import { checkout, defaultStateFolder } from './platform/paths.ts';
import { Advice } from './platform/platform.ts';
import { portsOf } from './platform/ports.ts';
import { signInAs } from './portal/signInAs.ts';
import { operateVault } from './vault/seal.ts';

const state = process.env.PADDOCK_STATE ?? defaultStateFolder;
const instance = Number(process.env.PADDOCK_INSTANCE ?? 0);

/** `npm run kubectl -- [--as NAME] ARGS` */
export const kubectl = (args: string[]) => runKubectl(state, args);

/** `npm run token -- NAME [--git]` */
export async function token(args: string[]): Promise<number> {
  const name = args.find(each => !each.startsWith('-'));
  if (!name)
    throw new Advice(
      'Whose token?',
      'Say npm run token -- NAME, or NAME --git for the git password.',
    );
  console.log(
    args.includes('--git')
      ? gitPassword(state, name)
      : await signInAs(portsOf(instance), name),
  );
  return 0;
}

/** `npm run bounce -- PART [SECONDS]`: kills a part, and starts it again after so many seconds (3). */
export async function bouncePart([
  name = '',
  seconds = '3',
]: string[]): Promise<number> {
  await bounce(state, name, Number(seconds));
  return 0;
}

/** `npm run vault -- seal|unseal|status` */
export async function vault([name = '']: string[]): Promise<number> {
  console.log(await operateVault(state, name));
  return 0;
}

function run(file: string, args: string[]): Promise<number> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(checkout, file), ...args], {
      stdio: 'inherit',
      cwd: checkout,
    });
    process.on('SIGINT', () => {});
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.on('error', fail);
    child.on('exit', code => done(code ?? 1));
  });
}

/** `npm test [-- SUITE …]` */
export const test = (args: string[]) => run('test/run.ts', args);

/** `npm run bench [-- NAME …]` */
export const bench = (args: string[]) => run('test/bench/run.ts', args);
