import { join } from 'node:path';
import { cacheFolder } from '../packages/local/src/platform/paths.ts';
import { checkWorker } from '../packages/local/src/worker/checkWorker.ts';
import { check } from './runner/check.ts';
import { jestTests } from './runner/jestTests.ts';
import { lint } from './runner/lint.ts';
import { nodeTests } from './runner/nodeTests.ts';
import { hasRoom } from './runner/plan.ts';
import { nothing, type Suite } from './runner/suite.ts';

/** The journeys build and run real containers: without a real worker there is nothing to walk through. */
const whereWorkerRuns =
  (suite: Suite): Suite =>
  async (how, only) => {
    const missing = checkWorker().filter(
      each => !(each.installable && process.env.CI === 'true'),
    );
    if (missing.length === 0) return suite(how, only);
    how.print(
      'Left out, because this machine cannot run a real worker node:\n',
    );
    for (const { what, howToGet } of missing)
      how.print(`  ${what}: ${howToGet}\n`);
    return nothing;
  };

/** Others where tests run beside other tests. 8 is of the journeys, and 6 to 8 of `local`. */
const instance = Number(process.env.PADDOCK_TEST_INSTANCE ?? 9);

/** In the order in which a mistake is cheapest to learn of. */
export const suites = {
  format: check(
    'yarn',
    'prettier',
    '--check',
    '--cache',
    '--cache-strategy=content',
    `--cache-location=${join(cacheFolder, 'prettier.json')}`,
    '.',
  ),
  types: check('yarn', 'tsc'),
  lint,
  knip: check('yarn', 'knip'),
  unit: jestTests,
  packages: nodeTests({ pattern: 'test/packages/*.test.ts' }),
  integration: nodeTests({
    pattern: 'test/integration/*.test.ts',
    instances: hasRoom() ? [instance, instance + 20] : [instance],
  }),
  local: nodeTests({ pattern: 'packages/local/src/**/*.test.ts' }),
  faults: nodeTests({
    pattern: 'test/faults/*.test.ts',
    instances: [instance + 40],
  }),
  journeys: whereWorkerRuns(nodeTests({ pattern: 'test/journeys/*.test.ts' })),
} satisfies Record<string, Suite>;

export type SuiteName = keyof typeof suites;

/**
 * What runs beside what, where the machine has room for it. The processor is busy with what is `quiet`, while the rest
 * mostly waits. The journeys have the platform's own ports and a person's patience: they begin when all others have ended.
 */
export const lanes: { quiet: SuiteName[]; stages: SuiteName[][][] } = {
  quiet: ['format', 'types', 'lint', 'knip', 'unit', 'packages'],
  stages: [[['integration'], ['local', 'faults']], [['journeys']]],
};

/** `npm test -- long`: those that have a longer schedule, which PADDOCK_LONG asks for. */
export const long: SuiteName[] = ['faults'];
