import { parseYaml } from './parseYaml';

// Its thread lets everything else go first, and machines are busy.
jest.setTimeout(60_000);

const parse = (text: string | Uint8Array) =>
  parseYaml(text, { what: 'The file a.yaml' });

const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** Ten aliases to ten aliases to …: a few hundred bytes that would become billions. */
const aliasBomb = [
  'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
  lines(9, level => {
    const before = Array.from({ length: 10 }, () => `*a${level}`);
    return `a${level + 1}: &a${level + 1} [${before.join(', ')}]`;
  }),
].join('\n');

it.each<[string, string | Uint8Array, string]>([
  [
    '5.4 MB of keys',
    lines(500_000, index => `key${index}: v`),
    'is larger than 1 MiB. Split it.',
  ],
  [
    '379 KiB of keys',
    lines(30_000, index => `key${index}: v`),
    'holds more than 20000 keys and items. Split it.',
  ],
  [
    'keys in flow style',
    `{${lines(30_000, index => `k${index},`)}}`,
    'holds more than 20000 keys',
  ],
  [
    'items in block style',
    lines(30_000, () => '- a'),
    'holds more than 20000 keys',
  ],
  [
    'keys over many documents',
    lines(150, () => `---\n${lines(200, key => `k${key}: v`)}`),
    'holds more than 20000 keys',
  ],
  [
    'many documents',
    '---\na: 1\n'.repeat(300),
    'holds more than 200 documents',
  ],
  [
    'many empty documents',
    '---\n'.repeat(200_000),
    'holds more than 200 documents',
  ],
  [
    'many comments',
    '#\n'.repeat(400_000),
    'has too many lines, comments and marks',
  ],
  [
    'many blank lines',
    '\n'.repeat(900_000),
    'has too many lines, comments and marks',
  ],
  [
    'deep nesting in flow style',
    `a: ${'['.repeat(500_000)}`,
    'nested deeper than 64 levels',
  ],
  [
    'deep nesting in block style',
    '- '.repeat(400_000),
    'nested deeper than 64 levels',
  ],
  [
    'deep nesting by explicit keys',
    '? '.repeat(400_000),
    'nested deeper than 64 levels',
  ],
  [
    'deep nesting by indentation',
    lines(1_000, level => `${' '.repeat(level)}k:`),
    'nested deeper than 64 levels',
  ],
  [
    '65 levels',
    `${'['.repeat(65)}${']'.repeat(65)}`,
    'nested deeper than 64 levels',
  ],
  [
    'deep nesting by aliases',
    lines(70, level => `- &a${level} [${level ? `*a${level - 1}` : ''}]`),
    'nested deeper than 64 levels',
  ],
  ['an alias bomb', aliasBomb, 'aliases'],
  [
    'a large text by aliases',
    `a: &a ${'x'.repeat(300_000)}\nb: [*a, *a, *a, *a]\n`,
    'too large once its aliases are written out',
  ],
  [
    'many aliases',
    `a: &a x\nb:\n${'- *a\n'.repeat(200)}`,
    'has more than 100 aliases',
  ],
  [
    'an alias to nothing',
    'a: *b\n',
    'has the alias "b", and no such anchor before it',
  ],
  ['what holds itself', 'a: &a [*a]\n', 'has the alias "a"'],
  [
    'many anchors on one value',
    '&a '.repeat(100_000),
    'cannot be read as YAML',
  ],
  [
    'many broken escapes',
    `a: "${'\\q'.repeat(400_000)}"`,
    'cannot be read as YAML: Invalid escape sequence \\q (line 1, column 5)',
  ],
  [
    'many directives',
    `${'%FOO x\n'.repeat(100_000)}---\na: 1\n`,
    'cannot be read as YAML',
  ],
  ['a key twice', 'a: 1\nb: 2\na: 3\n', 'has the key "a" twice in one place'],
  [
    'a key twice, deep',
    'a:\n  - b: { c: 1, "c": 2 }\n',
    'has the key "c" twice in one place',
  ],
  ['a key twice, once as a number', '1: a\n"1": b\n', 'has the key "1" twice'],
  ['a key that is a list', '? [a]\n: b\n', 'has a key that is no plain word'],
  [
    'a key that is an alias',
    'a: &a x\n*a : y\n',
    'has a key that is no plain word',
  ],
  ['__proto__', 'a: { __proto__: { b: 1 } }\n', 'has the key __proto__'],
  [
    'constructor',
    'constructor: { prototype: { b: 1 } }\n',
    'has the key constructor',
  ],
  ['a merge', 'a: &a { b: 1 }\nc:\n  <<: *a\n', 'has the key <<'],
  [
    'a merge in YAML 1.1',
    '%YAML 1.1\n---\na: &a { b: 1 }\nc:\n  <<: *a\n',
    'has the key <<',
  ],
  [
    'a tag of a language',
    'a: !!js/function "() => 1"\n',
    'cannot be read as YAML: Unresolved tag',
  ],
  [
    'a tag of its own',
    'a: !secret b\n',
    'cannot be read as YAML: Unresolved tag',
  ],
  ['a set', 'a: !!set { b, c }\n', 'cannot be read as YAML: Unresolved tag'],
  [
    'a number of a million digits',
    `a: ${'9'.repeat(1_000_000)}\n`,
    'a number that is not finite',
  ],
  [
    'a hexadecimal number of many digits',
    `a: 0x${'f'.repeat(900_000)}\n`,
    'a number that is not finite',
  ],
  ['not a number', 'a: .nan\n', 'a number that is not finite'],
  [
    'a tab as indentation',
    'a:\n\tb: c\n',
    'cannot be read as YAML: Tabs are not allowed as indentation (line 2, column 1)',
  ],
  [
    'a byte order mark within',
    'a: 1\n---\n\ufeffb: 2\n',
    'holds the control character U+FEFF',
  ],
  [
    'a raw control character',
    'a: \u001fb\n',
    'holds the control character U+001F',
  ],
  ['an escaped NUL', 'a: "\\0"\n', 'holds the character U+0000'],
  ['a key with an escaped NUL', '"\\0": a\n', 'holds the character U+0000'],
  [
    'bytes that are no UTF-8',
    Buffer.from([0x61, 0x3a, 0x20, 0xff]),
    'is not UTF-8',
  ],
  ['UTF-16', Buffer.from('\ufeffa: 1', 'utf16le'), 'is not UTF-8'],
  ['what is no YAML', '{', 'cannot be read as YAML'],
])(
  'refuses %s, in one short sentence about the file',
  async (_, text, message) => {
    const refusal = await parse(text).catch(error => error);
    expect(refusal).toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(message),
    });
    expect(refusal.message).toMatch(/^The file a\.yaml (is|has|holds|cannot)/);
    expect(refusal.message.length).toBeLessThan(400);
  },
);

it('leaves no trace in the language', async () => {
  await parse('a: { __proto__: { polluted: yes } }\n').catch(() => {});
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});
