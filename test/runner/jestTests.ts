import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '../../packages/local/src/platform/paths.ts';
import { withPostgresForJest } from '../../packages/local/src/postgres/forJest.ts';
import { type How, run } from './process.ts';
import type { Count, Suite } from './suite.ts';

/** Tests beside the files of plugins and packages. What jest has transformed is kept in the cache. */
export const jestTests: Suite = (how, only) =>
  withPostgresForJest(env =>
    runJest({ ...how, env: { ...how.env, ...env } }, only),
  );

async function runJest(how: How, only: readonly string[]): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'paddock-jest-'));
  const file = join(folder, 'result.json');
  const options = [
    '--ci',
    '--watchAll=false',
    '--maxWorkers=2',
    // They make way for suites that wait on clocks.
    '--testTimeout=60000',
    `--cacheDirectory=${join(cacheFolder, 'jest')}`,
    '--json',
    `--outputFile=${file}`,
  ];
  try {
    const { code } = await run(
      ['yarn', 'backstage-cli', 'repo', 'test', ...options, ...only],
      how,
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
