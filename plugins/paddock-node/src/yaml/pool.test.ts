import { createPool } from './pool';
import {
  startWorkerThread,
  type Ending,
  type WorkerThread,
} from './workerThread';

const limits = { bytes: 1, documents: 1, items: 1, depth: 1, aliases: 1 };
const job = (text: string) => ({ text, limits });

/** Threads that answer when the test says so. */
function fakeThreads() {
  const started: Array<{ jobs: string[]; end(result: Ending | 'ok'): void }> =
    [];
  const start = (): WorkerThread => {
    let isAlive = true;
    let answer = (_: Ending | { json: string }) => {};
    const jobs: string[] = [];
    started.push({
      jobs,
      end(result) {
        isAlive = result === 'ok';
        answer(result === 'ok' ? { json: '[]' } : result);
      },
    });
    return {
      isAlive: () => isAlive,
      run: ({ text }) => {
        jobs.push(text);
        return new Promise(resolve => {
          answer = resolve;
        });
      },
    };
  };
  return { started, start };
}

const soon = () => new Promise<void>(resolve => setImmediate(resolve));

it('runs what it is given in turn, and replaces a thread that had to be ended', async () => {
  const { started, start } = fakeThreads();
  const run = createPool({ size: 1, waiting: 2, deadlineMs: 1, start });
  const all = ['a', 'b', 'c'].map(text => run(job(text)));
  await expect(run(job('d'))).rejects.toThrow('Too many YAML files');

  await soon();
  expect(started.map(({ jobs }) => jobs)).toEqual([['a']]);
  started[0]?.end('ok');
  await soon();
  expect(started.map(({ jobs }) => jobs)).toEqual([['a', 'b']]);
  started[0]?.end('late');
  await soon();
  expect(started.map(({ jobs }) => jobs)).toEqual([['a', 'b'], ['c']]);
  started[1]?.end('ok');
  expect(await Promise.all(all)).toEqual([
    { json: '[]' },
    'late',
    { json: '[]' },
  ]);

  const after = run(job('e'));
  await soon();
  expect(started[1]?.jobs).toEqual(['c', 'e']);
  started[1]?.end('ok');
  await after;
});

it('ends a real thread at its deadline', async () => {
  const thread = startWorkerThread();
  const text = Array.from({ length: 100_000 }, (_, key) => `k${key}: v`);
  const ended = await thread.run(
    {
      text: text.join('\n'),
      limits: { ...limits, documents: 9, items: 1e6, depth: 9, bytes: 1e9 },
    },
    1,
  );
  expect(ended).toBe('late');
  expect(thread.isAlive()).toBe(false);
});
