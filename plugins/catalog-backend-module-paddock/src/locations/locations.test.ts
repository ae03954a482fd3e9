import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogModulePaddock } from '../module';

// The whole catalog starts, and machines are busy.
jest.setTimeout(60_000);

const base = 'https://git.example/team/repo/src/branch/main';
let files: Record<string, string>;
let portal: string;

/** Reads from `files`; an address that ends in `*` matches all that begin like it. */
const reader = mockServices.urlReader.mock({
  async search(url) {
    const names = Object.keys(files).filter(name =>
      url.endsWith('*') ? name.startsWith(url.slice(0, -1)) : name === url,
    );
    return {
      etag: '',
      files: names.map(name => ({
        url: name,
        content: async () => Buffer.from(files[name] ?? ''),
      })),
    };
  },
  async readUrl(url) {
    const text = files[url];
    if (text === undefined) throw new NotFoundError(url);
    return { buffer: async () => Buffer.from(text) };
  },
});

beforeAll(async () => {
  const { server } = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModulePaddock,
      reader.factory,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost' },
          integrations: { gitea: [{ host: 'git.example' }] },
          catalog: {
            processingInterval: false,
            rules: [{ allow: ['Component', 'API', 'Location'] }],
          },
          paddock: {
            catalog: {
              limits: {
                entitiesPerFile: 5,
                entitiesPerLocation: 8,
                filesPerLocation: 4,
              },
            },
          },
        },
      }),
    ],
  });
  portal = `http://localhost:${server.port()}`;
});

const component = (
  name: string,
  more = '',
) => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: ${name} }
spec: { type: service, lifecycle: production, owner: team }
${more}`;

const location = (
  name: string,
  targets: string[],
) => `apiVersion: backstage.io/v1alpha1
kind: Location
metadata: { name: ${name} }
spec: { type: url, targets: ${JSON.stringify(targets)} }
`;

const api = (definition: string) => `apiVersion: backstage.io/v1alpha1
kind: API
metadata: { name: api }
spec: { type: openapi, lifecycle: production, owner: team, definition: ${definition} }
`;

const join = (documents: string[]) => documents.join('---\n');
const many = <T>(count: number, one: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => one(index));

/** What the import page asks: is it well, and what would it bring? */
async function analyze(content: Record<string, string>, target = 'all.yaml') {
  files = Object.fromEntries(
    Object.entries(content).map(([name, text]) => [`${base}/${name}`, text]),
  );
  const response = await fetch(`${portal}/api/catalog/locations?dryRun=true`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: 'Bearer mock-user-token',
    },
    body: JSON.stringify({ type: 'url', target: `${base}/${target}` }),
  });
  const answer = await response.json();
  return {
    status: response.status,
    said: String(answer.error?.message),
    entities: (answer.entities ?? []) as Array<{
      kind: string;
      metadata: { name: string };
      spec: Record<string, unknown>;
    }>,
  };
}

it('takes a file of entities, and those that it leads to', async () => {
  const { status, entities } = await analyze({
    'all.yaml': join([component('a'), location('more', ['./b.yaml'])]),
    'b.yaml': component('b'),
  });
  expect(status).toBe(201);
  expect(entities.map(({ metadata }) => metadata.name)).toEqual(
    expect.arrayContaining(['a', 'b', 'more']),
  );
});

it.each([
  [
    '5.4 MB of keys',
    many(500_000, index => `key${index}: v`).join('\n'),
    'a file is larger than 1024 KiB. Split it.',
  ],
  [
    '379 KiB of keys',
    many(30_000, index => `key${index}: v`).join('\n'),
    'all.yaml holds more than 20000 keys and items. Split it.',
  ],
  [
    'an entity with a key twice',
    component('a', 'kind: API'),
    'has the key "kind" twice in one place.',
  ],
  [
    'an entity of many annotations',
    component('a').replace(
      'name: a',
      `name: a, annotations: { ${many(1_001, key => `k${key}: v`).join()} }`,
    ),
    'has more than 1000 keys and items in one document. Split it.',
  ],
  [
    'an entity that says much by aliases',
    component(
      'a',
      `x: &x [${many(300, () => 'a').join()}]\ny: [*x, *x, *x, *x]`,
    ),
    'has more than 1000 keys and items in one document',
  ],
  ['a tag', component('a', 'x: !!js/function "x"'), 'Unresolved tag'],
  [
    'too many entities',
    join(many(6, index => component(`c${index}`))),
    'holds more than 5 documents',
  ],
  ['what is no entity', '- a\n', 'is not an entity'],
  [
    'too many targets',
    location(
      'more',
      many(5, index => `./${index}.yaml`),
    ),
    'names more than 4 targets',
  ],
  [
    'too many placeholders',
    api(`[${many(11, () => '{ $text: ./a.txt }')}]`),
    'includes more than 10 files',
  ],
])(
  'tells whoever imports a file of %s what is wrong',
  async (_, text, message) => {
    const { status, said } = await analyze({ 'all.yaml': text });
    expect(status).toBe(400);
    expect(said).toContain(message);
    expect(said.length).toBeLessThan(700);
  },
);

it('reads no more files and entities than a location may have', async () => {
  const matched = many(5, (index): [string, string] => [
    `d/${index}.yaml`,
    component(`c${index}`),
  ]);
  expect((await analyze(Object.fromEntries(matched), 'd/*')).said).toContain(
    'matches 5 files; at most 4 are read',
  );
  const full = many(3, (file): [string, string] => [
    `d/${file}.yaml`,
    join(many(4, index => component(`c${file}-${index}`))),
  ]);
  expect((await analyze(Object.fromEntries(full), 'd/*')).said).toContain(
    'hold more than 8 entities',
  );
});

it('counts what a location leads to over other locations', async () => {
  const content: Record<string, string> = {
    'all.yaml': location('top', ['./0.yaml', './1.yaml', './2.yaml']),
  };
  for (const file of [0, 1, 2]) {
    content[`${file}.yaml`] = join(
      many(3, index => component(`c${file}-${index}`)),
    );
  }
  const { status, said } = await analyze(content);
  expect(status).toBe(400);
  expect(said).toContain('hold more than 8 entities');
  // The next look begins anew.
  expect((await analyze({ 'all.yaml': component('a') })).status).toBe(201);
});

it('resolves placeholders within the limits', async () => {
  const definition = async (placeholder: string, file: string) => {
    const { said, entities } = await analyze({
      'all.yaml': api(placeholder),
      'a.txt': file,
    });
    return entities.find(({ kind }) => kind === 'API')?.spec.definition ?? said;
  };
  expect(await definition('{ $text: ./a.txt }', 'some text')).toBe('some text');
  expect(await definition('{ $text: ./a.txt }', 'x'.repeat(2e6))).toContain(
    'is larger than 1024 KiB',
  );
  for (const key of ['$yaml', '$json']) {
    const placeholder = `{ ${key}: ./a.txt }`;
    expect(
      await definition(placeholder, many(60_000, i => `"k${i}": 1`).join('\n')),
    ).toContain('keys and items');
    expect(await definition(placeholder, '[1'.repeat(90_000))).toContain(
      'nested deeper than 64 levels',
    );
    expect(await definition(placeholder, '')).toContain('is empty');
  }
  const elsewhere = 'https://git.example/other/repo/src/branch/main/a.txt';
  expect(await definition(`{ $text: "${elsewhere}" }`, 'x')).toContain(
    'same repository',
  );
});
