// The house rules, on top of the Backstage CLI's: every package's .eslintrc.js calls this.
const { readdirSync } = require('node:fs');
const path = require('node:path');
const factory = require('@backstage/cli/config/eslint-factory');

/** Walls between the folders of one package: `[target, what it may not import]`, relative to the package's src. */
function zones(dir, walls) {
  return walls.map(({ target, from, except, message }) => ({
    target: path.join(dir, 'src', target),
    from: path.join(dir, 'src', from),
    except,
    message,
  }));
}

/** Rooms never import rooms: only plugin.ts sees more than one. */
function roomWalls(rooms) {
  return rooms.flatMap(target =>
    rooms
      .filter(from => from !== target)
      .map(from => ({
        target,
        from,
        message:
          'Rooms do not import rooms: pass a function in from plugin.ts.',
      })),
  );
}

/** Into a folder of a room, the room's other folders come by one file: `{ folder: entry }`. */
function entryWalls(room, entries) {
  const folders = readdirSync(
    path.join(__dirname, 'plugins/paddock-backend/src', room),
    { withFileTypes: true },
  ).flatMap(each => (each.isDirectory() ? [each.name] : []));
  return Object.entries(entries).flatMap(([folder, entry]) =>
    [...folders.filter(each => each !== folder), '*.ts'].map(target => ({
      target: `${room}/${target}`,
      from: `${room}/${folder}`,
      except: [`./${entry}.ts`],
      message: `Come in by ${room}/${folder}/${entry}.`,
    })),
  );
}

/** @param syntax - selectors of what no source file of the package may contain, with the reason */
module.exports = function house(
  dir,
  { walls = [], overrides = [], syntax = [] } = {},
) {
  return factory(dir, {
    restrictedSrcSyntax: syntax,
    // Without these, the rules about imports see no TypeScript file, and pass.
    settings: {
      'import/resolver': {
        node: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
      },
      'import/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
    },
    rules: {
      ...(walls.length > 0 && {
        'import/no-restricted-paths': ['error', { zones: zones(dir, walls) }],
      }),
      // By components it would parse node_modules as well: fifteen times as slow.
      'import/no-cycle': ['error', { ignoreExternal: true, disableScc: true }],
      'max-lines': ['error', { max: 400 }],
      'max-params': ['error', 4],
    },
    overrides: [
      // Descriptions of settings, of which there is one file a package.
      { files: ['config.d.ts'], rules: { 'max-lines': 'off' } },
      {
        files: ['src/**/*.ts', 'src/**/*.tsx'],
        parserOptions: { project: path.join(__dirname, 'tsconfig.json') },
        rules: {
          '@typescript-eslint/consistent-type-imports': [
            'error',
            { fixStyle: 'inline-type-imports' },
          ],
          '@typescript-eslint/no-explicit-any': 'error',
          // A file reads from its purpose down to its details.
          '@typescript-eslint/no-use-before-define': [
            'error',
            { functions: false, classes: false, variables: false },
          ],
          '@typescript-eslint/no-floating-promises': [
            'error',
            {
              // node:test waits for these itself.
              allowForKnownSafeCalls: [
                {
                  from: 'package',
                  name: ['test', 'it', 'describe'],
                  package: 'node:test',
                },
              ],
            },
          ],
          '@typescript-eslint/switch-exhaustiveness-check': [
            'error',
            { considerDefaultExhaustiveForUnions: true },
          ],
        },
      },
      ...overrides,
    ],
  });
};
module.exports.roomWalls = roomWalls;
module.exports.entryWalls = entryWalls;
