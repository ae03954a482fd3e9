import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { changeJson, fromTarballs, install, readJson } from './install.ts';
import { checkout, type Packed } from './pack.ts';
import { backendLines, installed } from './guide.ts';
import { run } from './run.ts';

/** Every `@backstage/*` package of a stock app, as release 1.55 had them: its ranges would take newer ones that do not fit. */
const release = readJson(join(import.meta.dirname, '../stock.json'));

const creator = join(
  checkout,
  'node_modules/@backstage/create-app/bin/backstage-create-app',
);

const config = (port: number) => `
app:
  baseUrl: http://localhost:${port}
backend:
  baseUrl: http://localhost:${port}
  listen: 127.0.0.1:${port}
  cors: null
`;

/** What its own tests need is not installed: they do not run here. */
const needed = (name: string) =>
  name.startsWith('@backstage/cli') || name.startsWith('@types/');

/**
 * What create-app makes, with Paddock added as docs/install.md says. Resolves with the arguments that start its backend, which
 * serves its pages, too.
 */
export async function makeStockApp(
  folder: string,
  packed: Packed[],
  port: number,
): Promise<string[]> {
  await run(process.execPath, [creator, '--skip-install'], {
    cwd: join(folder, '..'),
    env: { BACKSTAGE_APP_NAME: 'stock' },
  });
  const ours = fromTarballs(packed);
  for (const where of ['app', 'backend']) {
    changeJson(join(folder, `packages/${where}/package.json`), json => {
      for (const name of installed[where] ?? [])
        json.dependencies![name] = ours[name]!;
    });
  }
  for (const file of ['', 'packages/app/', 'packages/backend/']) {
    changeJson(join(folder, `${file}package.json`), json => {
      json.devDependencies = Object.fromEntries(
        Object.entries(json.devDependencies ?? {}).filter(([name]) =>
          needed(name),
        ),
      );
      if (!file)
        json.resolutions = { ...json.resolutions, ...release, ...ours };
    });
  }
  await install(folder);
  const index = join(folder, 'packages/backend/src/index.ts');
  const before = readFileSync(index, 'utf8');
  writeFileSync(
    index,
    before.replace('backend.start();', `${backendLines}backend.start();`),
  );
  writeFileSync(join(folder, 'app-config.local.yaml'), config(port));
  await run('yarn', ['workspace', 'app', 'build'], { cwd: folder });
  return [
    '--require',
    '@backstage/cli/config/nodeTransform.cjs',
    'packages/backend/src/index.ts',
  ];
}
