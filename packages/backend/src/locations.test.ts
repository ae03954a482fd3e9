import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import catalogModulePaddock from '@paddock/backstage-plugin-catalog-backend-module-paddock';

const component = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: inner }
spec: { type: service, lifecycle: production, owner: team }
`;

describe('a catalog location', () => {
  let inner: Server;
  let port: number;
  let portal: string;
  let calls: string[];

  beforeAll(async () => {
    inner = createServer((request, answer) => {
      calls.push(request.url ?? '');
      answer.end(component);
    });
    await new Promise<void>(done => {
      inner.listen(0, '127.0.0.1', done);
    });
    ({ port } = inner.address() as AddressInfo);
    const { server } = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModulePaddock,
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost' },
            catalog: { processingInterval: false },
          },
        }),
      ],
    });
    portal = `http://localhost:${server.port()}`;
  });
  afterAll(() => {
    inner.close();
  });
  beforeEach(() => {
    calls = [];
  });

  it.each([
    '127.0.0.1',
    'localhost',
    '127.1',
    '0x7f000001',
    '2130706433',
    '[::ffff:127.0.0.1]',
    'git.example@127.0.0.1',
  ])('at the inner address %s is never called', async host => {
    const answer = await fetch(`${portal}/api/catalog/locations?dryRun=true`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        type: 'url',
        target: `http://${host}:${port}/catalog-info.yaml`,
      }),
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(calls).toEqual([]);
  });
});
