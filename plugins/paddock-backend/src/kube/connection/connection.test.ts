import type { KubernetesCredential } from '@backstage/plugin-kubernetes-node';
import type { FakeApiServer } from '../../../testing/apiServer/serving';
import { sendJson, sendStatus } from '../../../testing/apiServer/sendStatus';
import { startFakeApiServer } from '../../../testing/apiServer/fakeApiServer';
import { podObject } from '../../../testing/apiServer/podObject';
import { createConnection } from './connection';
import { endpointOf } from './transport/endpoint';

let server: FakeApiServer;
beforeAll(async () => {
  server = await startFakeApiServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.fault = undefined;
  server.requests.length = 0;
});

const cluster = (over = {}) => ({
  name: 'fake',
  url: server.url,
  authMetadata: {},
  ...over,
});

function connect(over = {}, options = {}) {
  let fetched = 0;
  const connection = createConnection({
    cluster: cluster(over),
    credential: async (): Promise<KubernetesCredential> => {
      fetched += 1;
      return { type: 'bearer token', token: `token-${fetched}` };
    },
    ...options,
  });
  return { connection, fetched: () => fetched };
}

const ben = { user: 'ben@paddock.example', groups: ['team-payments', 'a b'] };
const pods = '/api/v1/pods';

describe('a connection to a cluster', () => {
  it('asks with the portal’s credential and nothing of anybody else', async () => {
    const { connection } = connect();
    await connection.request('GET', pods);
    const { headers } = server.requests[0]!;
    expect(Object.keys(headers).sort()).toEqual([
      'accept',
      'authorization',
      'connection',
      'host',
      'user-agent',
    ]);
    expect(headers.authorization).toBe('Bearer token-1');
  });

  it('acts as a person only where it is told to', async () => {
    const { connection } = connect();
    await connection.request('GET', pods, { as: ben });
    const { headers } = server.requests[0]!;
    expect(headers['impersonate-user']).toBe('ben@paddock.example');
    expect(headers['impersonate-group']).toBe('team-payments, a b');
  });

  it('gives headers of a caller no way in', async () => {
    const { connection } = connect();
    const headers = {
      accept: 'application/json',
      'Impersonate-User': 'system:admin',
      authorization: 'Bearer stolen',
    };
    await connection.request('GET', pods, { headers });
    expect(server.requests[0]!.headers).toMatchObject({
      authorization: 'Bearer token-1',
    });
    expect(server.requests[0]!.headers['impersonate-user']).toBeUndefined();
  });

  it.each([
    ['system:admin', []],
    ['SYSTEM:admin', []],
    ['', []],
    [' ben', []],
    ['ben\r\nImpersonate-Group: system:masters', []],
    ['bén', []],
    ['ben', ['system:masters']],
    ['ben', ['team\u0000']],
    ['ben', ['a\n']],
  ])('never acts as %j of %j', async (user, groups) => {
    const { connection } = connect();
    await expect(
      connection.request('GET', pods, { as: { user, groups } }),
    ).rejects.toThrow('does not act as');
    expect(server.requests).toHaveLength(0);
  });

  it.each([
    'api/v1/pods',
    '/api/v1/namespaces/a/../b/pods',
    '/api/v1/namespaces/%2e%2e/pods',
    '/api/v1//pods',
    '/api/v1/pods?watch=1',
    '/api/v1/pods;x',
    '/api/v1/pods/a b',
    '/api/v1/pods\r\nhost: x',
    '/',
  ])('refuses the path %j', async path => {
    const { connection } = connect();
    await expect(connection.request('GET', path)).rejects.toThrow();
    expect(server.requests).toHaveLength(0);
  });

  it('passes on what the API server says', async () => {
    server.fault = (_, response) => {
      sendStatus(response, {
        status: 403,
        reason: 'Forbidden',
        message: 'no pods for you',
      });
      return true;
    };
    await expect(
      connect().connection.request('GET', pods),
    ).rejects.toMatchObject({
      name: 'KubeError',
      status: 403,
      reason: 'Forbidden',
      message: 'no pods for you',
      right: { verb: 'list', resource: 'pods' },
    });
  });

  it('never follows a redirect', async () => {
    const other = await startFakeApiServer();
    server.fault = (_, response) => {
      response.writeHead(307, { location: `${other.url}${pods}` }).end();
      return true;
    };
    await expect(
      connect().connection.request('GET', pods),
    ).rejects.toMatchObject({
      reason: 'Redirect',
    });
    expect(other.requests).toHaveLength(0);
    await other.stop();
  });

  it('reads no more than it may', async () => {
    const { connection } = connect({}, { maxBody: 1_000 });
    server.fault = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = setInterval(() => response.write('x'.repeat(500)), 1);
      response.on('close', () => clearInterval(more));
      return true;
    };
    await expect(connection.request('GET', pods)).rejects.toMatchObject({
      reason: 'TooLarge',
    });
  });

  it('refuses HTML, gzip and broken JSON', async () => {
    for (const [headers, body] of [
      [{ 'content-type': 'text/html' }, '<html>'],
      [
        { 'content-type': 'application/json', 'content-encoding': 'gzip' },
        '{}',
      ],
      [{ 'content-type': 'application/json' }, '{"a":'],
    ] as const) {
      server.fault = (_, response) => {
        response.writeHead(200, headers).end(body);
        return true;
      };
      await expect(
        connect().connection.request('GET', pods),
      ).rejects.toMatchObject({
        reason: 'NotKubernetes',
      });
    }
  });

  it('fetches one new credential for many requests that are refused at once', async () => {
    const { connection, fetched } = connect();
    server.fault = ({ headers }, response) => {
      if (headers.authorization !== 'Bearer token-1') return false;
      sendStatus(response, {
        status: 401,
        reason: 'Unauthorized',
        message: 'expired',
      });
      return true;
    };
    await Promise.all(
      Array.from({ length: 10 }, () => connection.request('GET', pods)),
    );
    expect(fetched()).toBe(2);
  });

  it('does not try for ever where every credential is refused', async () => {
    const { connection, fetched } = connect();
    server.fault = (_, response) => {
      sendStatus(response, {
        status: 401,
        reason: 'Unauthorized',
        message: 'no',
      });
      return true;
    };
    await expect(connection.request('GET', pods)).rejects.toMatchObject({
      status: 401,
    });
    expect(fetched()).toBe(2);
  });

  it('says that nobody answers, and that an answer takes too long', async () => {
    const { connection } = connect({ url: 'http://127.0.0.1:1' });
    await expect(connection.request('GET', pods)).rejects.toMatchObject({
      name: 'Unreachable',
      code: 'ECONNREFUSED',
    });
    server.fault = () => true;
    await expect(
      connect().connection.request('GET', pods, { timeoutMs: 50 }),
    ).rejects.toMatchObject({ name: 'Unreachable', code: 'ETIMEDOUT' });
  });

  it('says what is wrong with the configuration', async () => {
    const { connection } = connect(
      {},
      { credential: async () => Promise.reject(new Error('no token file')) },
    );
    await expect(connection.request('GET', pods)).rejects.toMatchObject({
      name: 'Misconfigured',
      message: expect.stringContaining('no token file'),
    });
  });

  it('uses a path prefix of the cluster’s URL', async () => {
    const { connection } = connect({ url: `${server.url}/k8s/clusters/c-1/` });
    server.fault = ({ path }, response) => {
      sendJson(response, 200, { path });
      return true;
    };
    expect(await connection.request('GET', pods)).toEqual({
      path: '/k8s/clusters/c-1/api/v1/pods',
    });
  });

  it('ends a watch when it is told to', async () => {
    server.store.put('pods', podObject('a'));
    const { connection } = connect();
    const stop = new AbortController();
    const { body } = await connection.stream(pods, {
      query: { watch: '1' },
      signal: stop.signal,
    });
    const lines: string[] = [];
    await expect(
      (async () => {
        for await (const chunk of body) {
          lines.push(String(chunk));
          stop.abort();
        }
      })(),
    ).rejects.toThrow();
    expect(lines.join()).toContain('"name":"a"');
  });
});

describe('the endpoint of a cluster', () => {
  const token: KubernetesCredential = { type: 'bearer token', token: 't' };
  const anonymous: KubernetesCredential = { type: 'anonymous' };
  const at = (url: string, over = {}) => ({
    name: 'c',
    url,
    authMetadata: {},
    ...over,
  });

  it.each([
    'http://10.0.0.1:8001',
    'http://169.254.169.254/',
    'ftp://a/',
    'file:///etc/passwd',
    'https://user:pass@a/',
    'https://a/?x=1',
    'not a url',
  ])('does not send a token to %s', url => {
    expect(() => endpointOf(at(url), token)).toThrow();
  });

  it('allows plain HTTP on this machine, and without a credential', () => {
    expect(() => endpointOf(at('http://127.0.0.1:8001'), token)).not.toThrow();
    expect(() =>
      endpointOf(at('http://10.0.0.1:8001'), anonymous),
    ).not.toThrow();
  });

  it('checks certificates unless it is configured not to', () => {
    const verifies = (over = {}) =>
      endpointOf(at('https://a:6443', over), token).tls.rejectUnauthorized;
    expect(verifies()).toBe(true);
    expect(verifies({ skipTLSVerify: false })).toBe(true);
    expect(verifies({ skipTLSVerify: true })).toBe(false);
  });
});
