import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { withPostgresForJest } from '../packages/local/src/postgres/forJest.ts';
import { checkWorker } from '../packages/local/src/worker/checkWorker.ts';

export interface Count {
  passed: number;
  failed: number;
}

const root = resolve(import.meta.dirname, '..');

function run(
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number; output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...env,
        FORCE_COLOR: '0',
        NODE_OPTIONS: '--max-old-space-size=6144',
      },
    });
    let output = '';
    const take = (data: Buffer) => {
      output += data;
      process.stdout.write(data);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', fail);
    child.on('close', code => done({ code: code ?? 1, output }));
  });
}

/** A tool that says yes or no is one test. */
const check =
  (command: string, ...args: string[]) =>
  async (): Promise<Count> => {
    const { code } = await run(command, args);
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  };

/** Node's own runner, one file at a time: several of these start a platform. */
const nodeTests =
  (...patterns: string[]) =>
  async (): Promise<Count> => {
    const files = patterns
      .flatMap(pattern => globSync(pattern, { cwd: root }))
      .sort();
    if (files.length === 0) return { passed: 0, failed: 1 };
    const { code, output } = await run(process.execPath, [
      '--test',
      '--test-concurrency=1',
      '--test-reporter=spec',
      ...files,
    ]);
    const number = (word: string) =>
      Number(new RegExp(`^ℹ ${word} (\\d+)`, 'm').exec(output)?.[1] ?? 0);
    const failed = number('fail') + number('cancelled');
    return {
      passed: number('pass'),
      failed: code !== 0 && failed === 0 ? 1 : failed,
    };
  };

async function jest(env: NodeJS.ProcessEnv): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'paddock-jest-'));
  const file = join(folder, 'result.json');
  try {
    const { code } = await run(
      'yarn',
      [
        'backstage-cli',
        'repo',
        'test',
        '--ci',
        '--watchAll=false',
        '--maxWorkers=2',
        '--json',
        `--outputFile=${file}`,
      ],
      env,
    );
    const result = JSON.parse(readFileSync(file, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numRuntimeErrorTestSuites: number;
    };
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    return {
      passed: result.numPassedTests,
      failed: code !== 0 && failed === 0 ? 1 : failed,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The journeys build and run real containers: without a real worker there is nothing to walk through. */
const whereWorkerRuns = (suite: () => Promise<Count>) => async () => {
  const missing = checkWorker().filter(
    each => !(each.installable && process.env.CI === 'true'),
  );
  if (missing.length === 0) return suite();
  console.log('Left out, because this machine cannot run a real worker node:');
  for (const { what, howToGet } of missing)
    console.log(`  ${what}: ${howToGet}`);
  return { passed: 0, failed: 0 };
};

/** In the order in which a mistake is cheapest to learn of. */
export const suites: Record<string, () => Promise<Count>> = {
  format: check('yarn', 'prettier', '--check', '.'),
  types: check('yarn', 'tsc'),
  lint: check('yarn', 'backstage-cli', 'repo', 'lint', '--max-warnings', '0'),
  knip: check('yarn', 'knip'),
  local: nodeTests('packages/local/src/**/*.test.ts'),
  unit: () => withPostgresForJest(jest),
  packages: nodeTests('test/packages/*.test.ts'),
  integration: nodeTests('test/integration/*.test.ts'),
  faults: nodeTests('test/faults/*.test.ts'),
  journeys: whereWorkerRuns(nodeTests('test/journeys/*.test.ts')),
};
