import { createLogBuffer, mostLines } from './logBuffer';
import { plain } from './plain';
import { severityOf } from './severity';

describe('a line of a log as text', () => {
  it.each([
    ['colours', '\u001b[31mred\u001b[0m', 'red'],
    ['a title', '\u001b]0;owned\u0007text', 'text'],
    ['a clipboard write', '\u001b]52;c;c2VjcmV0\u0007text', 'text'],
    ['a link', '\u001b]8;;http://evil\u001b\\click\u001b]8;;\u001b\\', 'click'],
    ['a device control string', '\u001bP1;2|x\u001b\\text', 'text'],
    ['a text direction', 'abc\u202edef', 'abc\\u202edef'],
    ['a bell', 'a\u0007b', 'a\\u0007b'],
    ['nothing of the kind', 'grün <b>bold</b>', 'grün <b>bold</b>'],
  ])('is without %s', (_, given, expected) => {
    expect(plain(given)).toBe(expected);
  });
});

describe('the severity of a line', () => {
  it.each([
    ['{"level":"error","msg":"info"}', 'error'],
    ['time=x level=warn msg="no error here"', 'warning'],
    ['E1123 08:00:00.000000 1 server.go:1] broken', 'error'],
    ['I1123 08:00:00.000000 1 server.go:1] error count is 0', 'info'],
    ['2026-11-23 ERROR something', 'error'],
    ['[WARN] careful', 'warning'],
    ['GET /errors 200', 'other'],
    ['listening on 8080', 'other'],
  ])('%s is %s', (line, expected) => {
    expect(severityOf(line)).toBe(expected);
  });
});

describe('the lines that are kept', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('are the last ones, however many come, and drawn once for many batches', () => {
    const buffer = createLogBuffer();
    const told = jest.fn();
    buffer.subscribe(told);
    for (let batch = 0; batch < 60; batch += 1) {
      buffer.add(
        Array.from({ length: 500 }, (_, line) => [0, '', `${batch}/${line}`]),
      );
    }
    expect(told).not.toHaveBeenCalled();
    jest.runAllTimers();
    expect(told).toHaveBeenCalledTimes(1);
    expect(buffer.lines()).toHaveLength(mostLines);
    expect(buffer.forgotten()).toBe(60 * 500 - mostLines);
    expect(buffer.lines()[mostLines - 1]?.text).toBe('59/499');
    expect(buffer.lines()).toBe(buffer.lines());
    buffer.add([[0, '', 'one more']]);
    jest.runAllTimers();
    expect(told).toHaveBeenCalledTimes(2);
    expect(buffer.lines()).toHaveLength(mostLines);
    expect(buffer.lines().at(-1)?.text).toBe('one more');
  });

  it('are fewer where they are long', () => {
    const buffer = createLogBuffer();
    const long = 'x'.repeat(60_000);
    for (let line = 0; line < 1_000; line += 1) {
      buffer.add([[0, '', long]]);
      jest.runAllTimers();
    }
    const kept = buffer.lines();
    const characters = kept.reduce((sum, { text }) => sum + text.length, 0);
    expect(characters).toBeLessThanOrEqual(16_000_000);
    expect(kept.length).toBeGreaterThan(200);
    expect(kept.at(-1)?.id).toBe(1_000);
    expect(buffer.forgotten()).toBe(1_000 - kept.length);
  });
});
