import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromTarballs, install, readJson, writeJson } from './install.ts';
import { checkout, type Packed } from './pack.ts';
import { backendLines, installed } from './guide.ts';

/** What our packages rest on, at the versions that this repository has. */
const stock = [
  '@backstage/backend-defaults',
  '@backstage/plugin-auth-backend',
  '@backstage/plugin-catalog-backend',
  '@backstage/plugin-kubernetes-backend',
  '@backstage/plugin-notifications-backend',
  '@backstage/plugin-permission-backend',
  '@backstage/plugin-scaffolder-backend',
  '@backstage/plugin-signals-backend',
];
const guest = '@backstage/plugin-auth-backend-module-guest-provider';
const allowAll = '@backstage/plugin-permission-backend-module-allow-all-policy';

const config = (port: number) => `
app:
  baseUrl: http://localhost:${port}
backend:
  baseUrl: http://localhost:${port}
  listen: 127.0.0.1:${port}
  database:
    client: better-sqlite3
    connection: ':memory:'
auth:
  providers:
    guest: {}
permission:
  enabled: true
kubernetes:
  serviceLocatorMethod:
    type: multiTenant
  clusterLocatorMethods:
    - type: config
      clusters: []
`;

/** Makes a backend of nothing but the tarballs and what they rest on. Resolves with the arguments that start it. */
export async function makeBackend(
  folder: string,
  packed: Packed[],
  port: number,
): Promise<string[]> {
  mkdirSync(folder);
  const ours = fromTarballs(packed);
  const versions = readJson(join(checkout, 'packages/backend/package.json'));
  const version = (name: string) => [name, versions.dependencies[name]];
  writeJson(join(folder, 'package.json'), {
    name: 'empty',
    private: true,
    dependencies: {
      ...Object.fromEntries([...stock, 'better-sqlite3'].map(version)),
      ...Object.fromEntries(
        (installed.backend ?? []).map(name => [name, ours[name]]),
      ),
      [guest]: '^0.2.23',
      [allowAll]: '^0.2.23',
    },
    resolutions: ours,
  });
  await install(folder);
  const settings = join(folder, 'app-config.yaml');
  writeFileSync(settings, config(port));
  writeFileSync(
    join(folder, 'index.mjs'),
    [
      "import { createBackend } from '@backstage/backend-defaults';",
      'const backend = createBackend();',
      ...[...stock.slice(1), guest, allowAll].map(
        name => `backend.add(import('${name}'));`,
      ),
      backendLines,
      'await backend.start();',
    ].join('\n'),
  );
  return ['index.mjs', '--config', settings];
}
