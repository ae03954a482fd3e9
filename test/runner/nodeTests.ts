import { globSync } from 'node:fs';
import { type How, root, run } from './process.ts';
import { type Count, type Suite, sum } from './suite.ts';

interface NodeTests {
  pattern: string;
  /** Instances of the platform: as many files run at once, each with one of its own. One at a time without. */
  instances?: readonly number[];
}

/** Node's own runner, with a process for each file: several of these start a platform. */
export const nodeTests =
  ({ pattern, instances = [] }: NodeTests): Suite =>
  async (how, only) => {
    const files = globSync(pattern, { cwd: root })
      .filter(
        file => only.length === 0 || only.some(each => file.includes(each)),
      )
      .sort();
    if (files.length === 0) {
      how.print(`There is no file ${only.join(', ')} in ${pattern}.\n`);
      return { passed: 0, failed: 1 };
    }
    if (instances.length < 2 || files.length === 1) {
      const env = instanceOf(instances[0]);
      return runFiles(files, { ...how, env: { ...how.env, ...env } });
    }
    const waiting = [...files];
    const counts = await Promise.all(
      instances.map(instance => work(waiting, how, instance)),
    );
    return sum(counts.flat());
  };

const instanceOf = (instance: number | undefined): NodeJS.ProcessEnv =>
  instance === undefined ? {} : { PADDOCK_TEST_INSTANCE: String(instance) };

/** One file after the other, each printed whole when it has ended. */
async function work(
  waiting: string[],
  how: How,
  instance: number,
): Promise<Count[]> {
  const counts: Count[] = [];
  for (let file = waiting.shift(); file; file = waiting.shift()) {
    const said: string[] = [];
    const count = await runFiles([file], {
      ...how,
      print: text => void said.push(text),
      env: { ...how.env, ...instanceOf(instance) },
    });
    how.print(`\n${file}\n${said.join('')}`);
    counts.push(count);
  }
  return counts;
}

async function runFiles(files: readonly string[], how: How): Promise<Count> {
  const { code, output } = await run(
    [
      process.execPath,
      '--test',
      '--test-concurrency=1',
      '--test-reporter=spec',
      ...files,
    ],
    how,
  );
  const number = (word: string) =>
    Number(new RegExp(`^ℹ ${word} (\\d+)`, 'm').exec(output)?.[1] ?? 0);
  const failed = number('fail') + number('cancelled');
  return {
    passed: number('pass'),
    failed: code !== 0 && failed === 0 ? 1 : failed,
  };
}
