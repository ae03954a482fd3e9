import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { symlinkSync } from 'node:fs';
import { prepareAction, type Situation } from '../../testing/actionContext';
import { startPaddockBackend } from '../../testing/paddockBackend';
import { createWorkloadDeployAction } from './action';

const directory = createMockDirectory();
const image = `localhost:7012/payments/api@sha256:${'ab'.repeat(32)}`;

const service = `apiVersion: v1
kind: Service
metadata: { name: api }
`;
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: payments }
spec:
  template:
    spec:
      initContainers: [{ name: first, image: IMAGE }]
      containers:
        - { name: server, image: IMAGE }
        - { name: helper, image: registry.example/helper:1 }
`;

let backend: Awaited<ReturnType<typeof startPaddockBackend>>;
let answer: { status: number; body: unknown };

beforeEach(async () => {
  answer = { status: 200, body: { objects: [] } };
  backend = await startPaddockBackend(() => answer);
  directory.setContent({
    outside: { 'secret.yaml': service },
    workspace: {
      source: {
        deploy: {
          'deployment.yaml': deployment,
          'service.yml': service,
          'kustomization.yaml': 'kind: Kustomization\n',
          'notes.txt': 'not yaml: [',
        },
      },
    },
  });
});
afterEach(() => backend.stop());

function prepare(input: object = {}, more: Partial<Situation> = {}) {
  const discovery = mockServices.discovery.mock({
    getBaseUrl: async plugin => {
      expect(plugin).toBe('paddock');
      return backend.url;
    },
  });
  const action = createWorkloadDeployAction({
    auth: mockServices.auth(),
    discovery,
    defaultCluster: 'local',
  });
  return prepareAction(action, {
    workspacePath: directory.resolve('workspace'),
    input: {
      namespace: 'payments',
      manifests: 'source/deploy',
      imageRef: image,
      ...input,
    },
    ...more,
  });
}

const put = (name: string, content: string) =>
  directory.addContent({ [`workspace/source/deploy/${name}`]: content });

describe('paddock:workload:deploy', () => {
  it('has the backend apply every object with the image, as the person', async () => {
    answer.body = {
      objects: [
        { kind: 'Deployment', name: 'api', result: 'created' },
        { kind: 'Service', name: 'api', result: 'un\u001b[31mchanged' },
      ],
    };
    const { run, lines, output } = prepare();
    await run();

    expect(backend.asked).toHaveLength(1);
    const [asked] = backend.asked;
    expect(asked?.method).toBe('POST');
    expect(asked?.url).toBe(
      '/api/paddock/clusters/local/namespaces/payments/apply',
    );
    // The mock token names who it is on behalf of and which plugin it is for.
    expect(asked?.authorization).toContain('"user:default/mock"');
    expect(asked?.authorization).toContain('"paddock"');
    expect(asked?.body).toEqual({
      objects: [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'api', namespace: 'payments' },
          spec: {
            template: {
              spec: {
                initContainers: [{ name: 'first', image }],
                containers: [
                  { name: 'server', image },
                  { name: 'helper', image: 'registry.example/helper:1' },
                ],
              },
            },
          },
        },
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'api', namespace: 'payments' },
        },
      ],
    });
    expect(lines).toContain('Deployment api: created');
    expect(lines).toContain('Service api: unchanged');
    expect(output).toEqual({
      cluster: 'local',
      workload: 'api',
      workloadKind: 'Deployment',
    });
  });

  it('asks the cluster that is named', async () => {
    await prepare({ cluster: 'prod-1' }).run();
    expect(backend.asked[0]?.url).toContain('/clusters/prod-1/');
  });

  it('passes on the sentence of a refusal', async () => {
    answer = {
      status: 403,
      body: { error: { message: 'ben may not change Deployments there.' } },
    };
    await expect(prepare().run()).rejects.toThrow(
      'Nothing was rolled out to payments on local: ben may not change Deployments there.',
    );
  });

  it.each([
    [502, '<html>', 'the portal answered 502.'],
    [200, '<html>', 'did not say what it applied'],
    [200, { objects: 7 }, 'did not say what it applied'],
  ])('does not take %s %j for success', async (status, body, message) => {
    answer = { status, body };
    await expect(prepare().run()).rejects.toThrow(message);
  });

  it('applies nothing in a dry run, and says what it would', async () => {
    const { run, lines, output } = prepare({}, { isDryRun: true });
    await run();
    expect(backend.asked).toEqual([]);
    expect(lines).toContain('A real run applies Service api.');
    expect(output.workload).toBe('api');
  });
});

describe('what a deployment refuses, without asking the backend', () => {
  const refusal = async (input: object = {}) => {
    const said = await prepare(input)
      .run()
      .then(() => 'nothing', String);
    expect(backend.asked).toEqual([]);
    return said;
  };

  it.each([
    ['an image by tag', { imageRef: 'localhost:7012/a/b:1' }, 'by digest'],
    ['an image without a registry', { imageRef: 'IMAGE' }, 'by digest'],
    ['a namespace that climbs', { namespace: '../x' }, 'is not a namespace'],
    ['an empty namespace', { namespace: '' }, 'is not a namespace'],
    ['a cluster that climbs', { cluster: '../x' }, 'is not a cluster name'],
    ['a folder outside', { manifests: '../outside' }, 'leads out'],
    ['a folder that is not there', { manifests: 'no' }, 'There is no "no"'],
  ])('%s', async (_, input, message) => {
    expect(await refusal(input)).toContain(message);
  });

  it.each([
    ['Namespace', 'v1'],
    ['ClusterRoleBinding', 'rbac.authorization.k8s.io/v1'],
    ['CustomResourceDefinition', 'apiextensions.k8s.io/v1'],
    ['ValidatingWebhookConfiguration', 'admissionregistration.k8s.io/v1'],
  ])('an object of the cluster: %s', async (kind, apiVersion) => {
    put(
      'z.yaml',
      `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: mine }\n`,
    );
    expect(await refusal()).toContain(
      `${kind} mine belongs to the whole cluster`,
    );
  });

  it('an object of another namespace', async () => {
    put(
      'z.yaml',
      service.replace('name: api', 'name: api, namespace: storefront'),
    );
    expect(await refusal()).toContain(
      'Service api names the namespace "storefront", but this deploys to payments',
    );
  });

  it('a list, which could hold anything', async () => {
    put('z.yaml', 'apiVersion: v1\nkind: List\nmetadata: { name: l }\n');
    expect(await refusal()).toContain('is a list');
  });

  it('a second document that is foreign', async () => {
    put(
      'z.yaml',
      `${service}---\n${service.replace(
        'name: api',
        'name: b, namespace: kube-system',
      )}`,
    );
    expect(await refusal()).toContain('names the namespace "kube-system"');
  });

  it('manifests in which nothing runs the image', async () => {
    put('deployment.yaml', deployment.replaceAll('IMAGE', 'nginx:1'));
    expect(await refusal()).toContain('the new image would run nowhere');
  });

  it('a link to a file outside', async () => {
    symlinkSync(
      '../../../outside/secret.yaml',
      directory.resolve('workspace/source/deploy/a.yaml'),
    );
    expect(await refusal()).toContain('leads out of the workspace');
  });

  it('a file that is too large, and too many of them', async () => {
    put('z.yaml', '#'.repeat(300_000));
    expect(await refusal()).toContain('not a file of at most 256 KiB');
    put('z.yaml', service);
    for (let each = 0; each < 50; each += 1) put(`s${each}.yaml`, service);
    expect(await refusal()).toContain('at most 50 can be deployed');
  });

  it('files that are too large together', async () => {
    for (let each = 0; each < 6; each += 1) {
      put(`a${each}.yaml`, `${service}# ${'x'.repeat(200_000)}\n`);
    }
    expect(await refusal()).toContain('holds more than 1 MiB of YAML');
  });

  it('more objects than fit one deployment', async () => {
    put('z.yaml', `${service}---\n`.repeat(101));
    expect(await refusal()).toContain('holds 103 Kubernetes objects');
  });
});
