import { MiB } from './limits';
import { parseYaml } from './parseYaml';

// Its thread lets everything else go first, and machines are busy.
jest.setTimeout(60_000);

const parse = (text: string | Uint8Array) =>
  parseYaml(text, { what: 'The file a.yaml' });

const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

it.each<[string, string, unknown[]]>([
  ['nothing', '', []],
  ['comments alone', '# a\n---\n# b\n', []],
  [
    'several documents',
    '---\na: 1\n---\n---\nb: 2\n...\n',
    [{ a: 1 }, { b: 2 }],
  ],
  ['what is no object', '- a\n--- b\n', [['a'], 'b']],
  [
    'YAML 1.2 values',
    'no: on\nd: 2026-01-01\no: 0755\n',
    [{ no: 'on', d: '2026-01-01', o: 755 }],
  ],
  ['a directive for YAML 1.1', '%YAML 1.1\n---\na: on\n', [{ a: 'on' }]],
  [
    'aliases',
    'a: &a { b: [1] }\nc: *a\nd: *a\n',
    [{ a: { b: [1] }, c: { b: [1] }, d: { b: [1] } }],
  ],
  [
    'an anchor that is set again',
    'a: &a 1\nb: &a 2\nc: *a\n',
    [{ a: 1, b: 2, c: 2 }],
  ],
  [
    'a byte order mark and carriage returns',
    '\ufeffa: 1\r\nb: 2\r\n',
    [{ a: 1, b: 2 }],
  ],
  ['keys that are numbers or empty', '1: a\n: b\n', [{ 1: 'a', '': 'b' }]],
  [
    '64 levels',
    `${'['.repeat(64)}${']'.repeat(64)}`,
    [JSON.parse(`${'['.repeat(64)}${']'.repeat(64)}`)],
  ],
  ['a block scalar', 'a: |\n  b\n\n  c\n', [{ a: 'b\n\nc\n' }]],
])('reads %s', async (_, text, documents) => {
  expect(await parse(text)).toEqual(documents);
  expect(await parse(Buffer.from(text))).toEqual(documents);
});

it.each([
  ['one long line', `a: ${'x'.repeat(MiB - 100)}`],
  ['one long quoted line', `a: "${'\\n'.repeat(MiB / 2 - 100)}"`],
  ['one text over many lines', `a: |\n${'  x\n'.repeat(200_000)}`],
  ['one long comment', `a: 1 # ${'x'.repeat(MiB - 100)}`],
])('takes %s', async (_, text) => {
  expect(Object.keys((await parse(text))[0] as object)).toEqual(['a']);
});

it('lets everybody else go on meanwhile', async () => {
  const turns: string[] = [];
  const read = parse(lines(19_000, index => `key${index}: v`)).then(() =>
    turns.push('read'),
  );
  await new Promise<void>(resolve => setImmediate(resolve));
  turns.push('others');
  await read;
  expect(turns).toEqual(['others', 'read']);
});

it('obeys the limits that it is given', async () => {
  const limited = (limits: object) =>
    parseYaml('a: [1, 2]\n', { what: 'It', limits });
  await expect(limited({ bytes: 4 })).rejects.toThrow('larger than 0 KiB');
  await expect(limited({ items: 1 })).rejects.toThrow('more than 1 keys');
  await expect(limited({ depth: 1 })).rejects.toThrow('deeper than 1 level');
  await expect(limited({ itemsPerDocument: 2 })).rejects.toThrow(
    'has more than 2 keys and items in one document. Split it.',
  );
  expect(await limited({ itemsPerDocument: 3 })).toEqual([{ a: [1, 2] }]);
  expect(await limited({ items: 3, depth: 2 })).toEqual([{ a: [1, 2] }]);
});
