import { Readable } from 'node:stream';
import type { LogFrame } from '@paddock/backstage-plugin-paddock-common';
import { logLines, type LogText } from './logLines';
import { type LogSource, logQuery, streamLogs } from './logStream';

const at = (second: number) =>
  `2026-11-23T08:00:${String(second).padStart(2, '0')}.000000000Z`;

async function linesOf(...pieces: Array<string | Buffer>): Promise<LogText[]> {
  const body = Readable.from(pieces.map(piece => Buffer.from(piece)));
  const lines: LogText[] = [];
  for await (const batch of logLines(body)) lines.push(...batch);
  return lines;
}

describe('the lines of a log', () => {
  it('are put together from whatever pieces come', async () => {
    const text = `${at(1)} first\n${at(2)} sec`;
    const umlaut = Buffer.from('ü\n');
    expect(
      await linesOf(text, 'ond ', umlaut.subarray(0, 1), umlaut.subarray(1)),
    ).toEqual([
      { at: at(1), text: 'first' },
      { at: at(2), text: 'second ü' },
    ]);
  });

  it.each([
    ['an empty line', `${at(1)} \n`, [{ at: at(1), text: '' }]],
    ['a line that is not stamped', 'plain\n', [{ at: '', text: 'plain' }]],
    ['the last line without its end', `${at(1)} x`, [{ at: at(1), text: 'x' }]],
    ['a carriage return', `${at(1)} x\r\n`, [{ at: at(1), text: 'x' }]],
    ['nothing', '', []],
  ])('include %s', async (_, given, expected) => {
    expect(await linesOf(given)).toEqual(expected);
  });

  it('are cut where they are endless, and say so', async () => {
    const piece = 'x'.repeat(50_000);
    const [line, next] = await linesOf(
      `${at(1)} `,
      piece,
      piece,
      piece,
      `\n${at(2)} next\n`,
    );
    expect(line?.text.length).toBeLessThan(66_000);
    expect(line?.text).toMatch(/x … \(\d+ more characters\)$/);
    expect(next).toEqual({ at: at(2), text: 'next' });
  });
});

function sinkOf(options: { slow?: boolean } = {}) {
  const frames: LogFrame[] = [];
  let release = () => {};
  let waiting = 0;
  return {
    frames,
    waiting: () => waiting,
    release: () => release(),
    lines: () =>
      frames.flatMap(frame => (frame.type === 'lines' ? frame.lines : [])),
    sink: {
      write: (frame: LogFrame) => {
        frames.push(frame);
        return !options.slow;
      },
      drained: () => {
        waiting += 1;
        return new Promise<void>(resolve => {
          release = resolve;
        });
      },
    },
  };
}

const source = (
  open: () => Readable,
  more: Partial<LogSource> = {},
): LogSource => ({
  open: async () => open(),
  explain: error => String(error),
  ...more,
});

describe('the stream of several logs', () => {
  it('tells of which each line is, and when each ends', async () => {
    const { sink, frames, lines } = sinkOf();
    await streamLogs(
      [
        source(() => Readable.from([Buffer.from(`${at(1)} a\n`)])),
        source(() => Readable.from([Buffer.from(`${at(2)} b\n`)])),
      ],
      sink,
    );
    expect(lines().sort()).toEqual([
      [0, at(1), 'a'],
      [1, at(2), 'b'],
    ]);
    expect(frames.filter(({ type }) => type === 'end')).toHaveLength(2);
  });

  it('says why one of them cannot be read, and goes on with the others', async () => {
    const { sink, frames, lines } = sinkOf();
    const refused = () => {
      throw new Error('container "x" is waiting to start');
    };
    await streamLogs(
      [
        source(refused),
        source(() => Readable.from([Buffer.from(`${at(1)} b\n`)])),
      ],
      sink,
    );
    expect(lines()).toEqual([[1, at(1), 'b']]);
    expect(frames).toContainEqual({
      type: 'end',
      source: 0,
      reason: 'Error: container "x" is waiting to start',
    });
  });

  it('goes on after what was shown before', async () => {
    const { sink, lines } = sinkOf();
    const body = [1, 2, 3].map(each => `${at(each)} ${each}\n`).join('');
    await streamLogs(
      [source(() => Readable.from([Buffer.from(body)]), { after: at(2) })],
      sink,
    );
    expect(lines()).toEqual([[0, at(3), '3']]);
  });

  it('reads no further than a slow reader takes', async () => {
    const { sink, waiting, release } = sinkOf({ slow: true });
    let pulled = 0;
    const endless = () =>
      Readable.from(
        (function* pieces() {
          for (;;) {
            pulled += 1;
            yield Buffer.from(`${at(1)} line\n`.repeat(600));
          }
        })(),
        { highWaterMark: 1 },
      );
    const body = endless();
    const running = streamLogs([source(() => body)], sink);
    await new Promise(resolve => {
      setTimeout(resolve, 300);
    });
    expect(waiting()).toBe(1);
    expect(pulled).toBeLessThan(6);
    body.destroy();
    release();
    await running;
  });

  it('asks the kubelet for what was wanted', () => {
    const asked = { follow: true, previous: false, lines: 100 };
    expect(logQuery(asked, { pod: 'a', container: 'c' })).toEqual({
      container: 'c',
      timestamps: 'true',
      follow: 'true',
      tailLines: '100',
    });
    expect(
      logQuery(
        { ...asked, follow: false, previous: true },
        { pod: 'a', container: 'c', after: at(1) },
      ),
    ).toEqual({
      container: 'c',
      timestamps: 'true',
      previous: 'true',
      sinceTime: at(1),
    });
  });
});
