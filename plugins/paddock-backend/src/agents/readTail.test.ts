import type { LogFrame } from '@paddock/backstage-plugin-paddock-common';
import { readTail } from './readTail';

const answer = (...frames: LogFrame[]) =>
  new Response(frames.map(each => `${JSON.stringify(each)}\n`).join(''));
const at = '2026-01-02T00:00:00Z';

it('reads lines of all frames, and why there are no more', async () => {
  expect(
    await readTail(
      answer(
        { type: 'beat' },
        { type: 'lines', lines: [[0, at, 'one']] },
        { type: 'lines', lines: [[0, at, 'two']] },
        { type: 'end', source: 0, reason: 'The container is gone' },
        { type: 'bye', reason: 'done' },
      ),
    ),
  ).toEqual({
    lines: [
      { at, text: 'one' },
      { at, text: 'two' },
    ],
    isCut: false,
    reason: 'The container is gone',
  });
});

it.each([
  [
    'many lines',
    Array.from({ length: 200 }, (_, n) => `${n} ${'x'.repeat(999)}`),
  ],
  [
    'long lines of three bytes a letter',
    ['€'.repeat(50_000), '€'.repeat(50_000)],
  ],
])('tells no more than 64 KiB, and that it is cut: %s', async (_, texts) => {
  const lines = texts.map((text): [number, string, string] => [0, at, text]);
  const tail = await readTail(answer({ type: 'lines', lines }));
  const bytes = tail.lines.reduce(
    (sum, { text }) => sum + Buffer.byteLength(text),
    0,
  );
  expect(bytes).toBeGreaterThan(32 * 1024);
  expect(bytes).toBeLessThanOrEqual(64 * 1024);
  expect(tail.isCut).toBe(true);
  expect(texts.at(-1)).toContain(tail.lines.at(-1)?.text);
});
