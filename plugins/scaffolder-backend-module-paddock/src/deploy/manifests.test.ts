import { readManifests } from './manifests';

const object = (name: string, more = '') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${more}`;

/** Ten aliases to ten aliases to …: a few hundred bytes that would become billions. */
function aliasBomb(): string {
  const levels = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 10; level += 1) {
    const before = `*a${level - 1}`;
    levels.push(
      `a${level}: &a${level} [${Array.from({ length: 10 }, () => before).join(
        ', ',
      )}]`,
    );
  }
  return object('bomb', `data:\n  ${levels.join('\n  ')}\n`);
}

it('reads several documents, and skips empty ones', async () => {
  const text = `---\n${object('one')}---\n---\n# nothing\n---\n${object(
    'two',
  )}`;
  const manifests = await readManifests(text, 'all.yaml');
  expect(manifests.map(({ metadata }) => metadata.name)).toEqual([
    'one',
    'two',
  ]);
  expect(await readManifests('', 'empty.yaml')).toEqual([]);
  expect(await readManifests('# only words\n', 'words.yaml')).toEqual([]);
});

it('reads a byte order mark, anchors and values as YAML 1.2 does', async () => {
  const text = `\ufeff${object(
    'one',
    'data: { country: NO, on: "x", base: &b { a: "1" }, more: *b }\n',
  )}`;
  expect((await readManifests(text, 'one.yaml'))[0]?.data).toEqual({
    country: 'NO',
    on: 'x',
    base: { a: '1' },
    more: { a: '1' },
  });
});

it.each([
  ['an alias bomb', aliasBomb(), 'aliases'],
  ['a key twice', object('a', 'kind: Secret\n'), 'has the key "kind" twice'],
  [
    'a tag of a language',
    object('a', 'data: !!js/function "() => 1"\n'),
    'cannot be read as YAML',
  ],
  ['a tab', 'kind:\n\tConfigMap: x\n', 'cannot be read as YAML'],
  ['an alias to nothing', object('a', 'data: *no\n'), 'no such anchor'],
  ['broken YAML', '{', 'cannot be read as YAML'],
  [
    'deep nesting',
    object('a', `data: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`),
    'nested deeper than 64 levels',
  ],
  [
    'seventy levels',
    object('a', `data: ${'['.repeat(70)}${']'.repeat(70)}\n`),
    'nested deeper than 64 levels',
  ],
  [
    'a number of many digits',
    object('a', `data: ${'9'.repeat(10_000)}\n`),
    'not finite',
  ],
  ['not a number', object('a', 'data: .nan\n'), 'not finite'],
  ['__proto__', object('a', '__proto__: { x: 1 }\n'), 'has the key __proto__'],
  ['a merge key', object('a', 'data: { <<: { b: 1 } }\n'), 'has the key <<'],
  [
    '250 KiB of keys',
    object(
      'a',
      Array.from({ length: 22_000 }, (_, key) => `k${key}: v`).join('\n'),
    ),
    'holds more than 20000 keys and items',
  ],
  ['50 MB', `# ${'x'.repeat(50e6)}`, 'larger than 256 KiB'],
  ['a list', '- a\n- b\n', 'is not a Kubernetes object'],
  ['a word', 'hello\n', 'is not a Kubernetes object'],
  ['no name', 'apiVersion: v1\nkind: Pod\n', 'is not a Kubernetes object'],
  [
    'a generated name',
    'apiVersion: v1\nkind: Pod\nmetadata: { generateName: x- }\n',
    'is not a Kubernetes object',
  ],
  [
    'a number as kind',
    'apiVersion: v1\nkind: 7\nmetadata: { name: x }\n',
    'is not a Kubernetes object',
  ],
])('refuses %s, naming the file', async (_, text, message) => {
  const read = readManifests(text, 'bad.yaml');
  await expect(read).rejects.toThrow(message);
  await expect(read).rejects.toThrow('bad.yaml');
});
