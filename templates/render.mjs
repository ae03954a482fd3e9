// Renders a template's skeleton as the scaffolder would, with the defaults of its form, and nothing else:
//   node templates/render.mjs cpp-backend DIR [name=value …]
import { createRequire } from 'node:module';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const here = import.meta.dirname;
const require = createRequire(
  path.join(here, '../packages/backend/package.json'),
);
const {
  createFetchTemplateAction,
} = require('@backstage/plugin-scaffolder-backend');
const { ScmIntegrations } = require('@backstage/integration');
const { ConfigReader } = require('@backstage/config');
const { parse } = require('yaml');

const [template, target, ...given] = process.argv.slice(2);
if (!template || !target) {
  console.error('Usage: node templates/render.mjs TEMPLATE DIR [name=value …]');
  process.exit(2);
}

const file = path.join(here, template, 'template.yaml');
const { spec } = parse(await readFile(file, 'utf8'));
const defaults = Object.fromEntries(
  spec.parameters
    .flatMap(page => Object.entries(page.properties))
    .map(([name, property]) => [name, property.default ?? '']),
);
const values = {
  ...defaults,
  name: 'sample',
  description: 'A sample service',
  owner: 'group:default/team-payments',
  team: 'team-payments',
  namespace: 'payments',
  repository: 'http://localhost:7011/team-payments/sample',
  ...Object.fromEntries(given.map(each => each.split(/=(.*)/s, 2))),
};

const workspacePath = await mkdtemp(path.join(tmpdir(), 'paddock-render-'));
const quiet = {
  info() {},
  debug() {},
  warn: console.warn,
  error: console.error,
};
const step = spec.steps.find(({ action }) => action === 'fetch:template');
try {
  await createFetchTemplateAction({
    integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
  }).handler({
    input: { ...step.input, targetPath: 'out', values },
    workspacePath,
    logger: { ...quiet, child: () => quiet },
    createTemporaryDirectory: () =>
      mkdtemp(path.join(workspacePath, 'fetched-')),
    templateInfo: { baseUrl: pathToFileURL(file).href },
    output() {},
  });
  await mkdir(target, { recursive: true });
  await cp(path.join(workspacePath, 'out'), target, { recursive: true });
} finally {
  await rm(workspacePath, { recursive: true, force: true });
}
console.log(`${template} is in ${target}.`);
