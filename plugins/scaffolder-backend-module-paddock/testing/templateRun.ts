import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import {
  createTemplateAction,
  scaffolderActionsExtensionPoint,
} from '@backstage/plugin-scaffolder-node';
import type { RequestSpec } from '@paddock/backstage-plugin-paddock-common';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { readManifests, type Manifest } from '../src/deploy/manifests';
import { scaffolderModulePaddock } from '../src/module';

const templates = path.resolve(__dirname, '../../../templates');

/** Stands for the git server, which a dry run would not call either. */
const gitModule = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'git',
  register(env) {
    env.registerInit({
      deps: { actions: scaffolderActionsExtensionPoint },
      async init({ actions }) {
        actions.addActions(
          createTemplateAction({
            id: 'publish:gitea',
            supportsDryRun: true,
            async handler(ctx) {
              ctx.output('remoteUrl', 'http://git.example/repository');
              ctx.output('repoContentsUrl', 'http://git.example/contents');
              ctx.output('commitHash', 'abc123');
            },
          }),
        );
      },
    });
  },
});

/** What dry runs have asked the portal to check. */
export const checked: RequestSpec[] = [];

/** Answers checks as the Paddock backend does: an approval is needed, and this is what it would bring about. */
const paddockPlugin = createBackendPlugin({
  pluginId: 'paddock',
  register(env) {
    env.registerInit({
      deps: { http: coreServices.httpRouter },
      async init({ http }) {
        http.use(async (request, response) => {
          const chunks: Buffer[] = [];
          for await (const chunk of request) chunks.push(chunk as Buffer);
          const { spec } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
          checked.push(spec);
          const because = ['It is wanted.'];
          const verdict = { say: 'approval', because, approvers: ['group:x'] };
          const effects = effectsOf(spec);
          response.json({ problems: [], verdict, effects });
        });
      },
    });
  },
});

function effectsOf({ cluster, kind, name }: RequestSpec) {
  if (kind !== 'secret') return { objects: [], vault: [] };
  const metadata = { name: `${name}-vault-agent` };
  return {
    objects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata }],
    vault: [
      { type: 'role', mount: `k8s-${cluster}`, name: 'r', audience: 'vault' },
      { type: 'path', mount: 'secret', path: `paddock/apps/${name}` },
    ],
  };
}

const ada = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'mock', namespace: 'default' },
  spec: { profile: { displayName: 'Ada', email: 'ada@paddock.example' } },
  relations: [{ type: 'memberOf', targetRef: 'group:default/team-payments' }],
};

let portal: string;

/** The real scaffolder with the module, to run the templates of this repository in. */
export async function startScaffolder(): Promise<void> {
  const { server } = await startTestBackend({
    features: [
      scaffolderPlugin,
      scaffolderModulePaddock,
      gitModule,
      paddockPlugin,
      catalogServiceMock.factory({ entities: [ada] }),
      mockServices.rootConfig.factory({
        data: {
          integrations: { gitea: [{ host: 'git.example' }] },
          paddock: {
            builds: { registry: 'registry.example' },
            deploy: { cluster: 'local' },
            vault: {
              clusters: ['local', 'prod-1'].map(name => ({
                name,
                address: 'https://vault.example:8200',
                agentImage: 'registry.example/agent:1',
              })),
            },
          },
        },
      }),
    ],
  });
  portal = `http://localhost:${server.port()}`;
}

/** The fields of all pages of a form that nobody has to fill in, as it begins. */
function defaultsOf(pages: object[]): Record<string, unknown> {
  const fields: Array<[string, { default?: unknown }]> = [];
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    const { properties } = value as { properties?: object };
    fields.push(...Object.entries(properties ?? {}));
    Object.values(value).forEach(walk);
  };
  walk(pages);
  return Object.fromEntries(
    fields
      .filter(([, { default: value }]) => value !== undefined)
      .map(([name, { default: value }]) => [name, value]),
  );
}

interface Deployment extends Manifest {
  spec: {
    strategy: { type: string };
    template: { spec: Pod };
  };
}

interface Pod {
  serviceAccountName?: string;
  automountServiceAccountToken?: boolean;
  initContainers?: Array<{ name: string; image: string }>;
  containers: Array<{ env: object[]; volumeMounts?: object[] }>;
  volumes?: Array<{ name: string }>;
}

export interface Ran {
  file(name: string): string;
  manifests: Manifest[];
  deployment: Deployment;
  find(kind: string): Manifest | undefined;
  output: { links: Array<{ title: string }> };
  log: string;
}

/** Runs a template of this repository in the scaffolder, dry. */
export async function dryRun(name: string, values: object): Promise<Ran> {
  const folder = path.join(templates, name);
  const template = parse(
    readFileSync(path.join(folder, 'template.yaml'), 'utf8'),
  );
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name));
  const response = await fetch(`${portal}/api/scaffolder/v2/dry-run`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: 'Bearer mock-user-token',
    },
    body: JSON.stringify({
      template,
      values: { ...defaultsOf(template.spec.parameters), ...values },
      secrets: {},
      directoryContents: files.map(file => ({
        path: path.relative(folder, file),
        base64Content: readFileSync(file).toString('base64'),
      })),
    }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(answer).slice(0, 2_000));

  const contents: Array<{ path: string; base64Content: string }> =
    answer.directoryContents;
  const file = (wanted: string) => {
    const found = contents.find(each => each.path === `source/${wanted}`);
    if (!found) throw new Error(`There is no ${wanted}`);
    return Buffer.from(found.base64Content, 'base64').toString('utf8');
  };
  const deployed = contents
    .map(each => each.path)
    .filter(each => /^source\/deploy\/(?!kustomization)/.test(each))
    .map(each => readManifests(file(each.slice(7)), each));
  const manifests = (await Promise.all(deployed)).flat();
  return {
    file,
    manifests,
    deployment: manifests.find(
      each => each.kind === 'Deployment',
    ) as Deployment,
    find: kind => manifests.find(each => each.kind === kind),
    output: answer.output,
    log: JSON.stringify(answer.log),
  };
}
