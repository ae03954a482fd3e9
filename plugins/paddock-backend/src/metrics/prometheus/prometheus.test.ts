import { ConfigReader } from '@backstage/config';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAskPrometheus } from './ask';
import { createHistory } from './createHistory';
import { queriesFor } from './queries';
import { readHistory } from './readHistory';
import { readPrometheus } from './settings';

const settingsFor = (prometheus: object[]) =>
  readPrometheus(new ConfigReader({ paddock: { metrics: { prometheus } } }));

describe('the settings', () => {
  it('are by cluster, and have defaults', () => {
    const [[cluster, settings] = []] = settingsFor([
      { cluster: 'prod-1', url: 'https://prometheus.example.com/prom' },
    ]);
    expect(cluster).toBe('prod-1');
    expect(settings).toMatchObject({
      timeoutMs: 10_000,
      nodeLabel: 'node',
      labels: {},
    });
    expect(settings?.url.href).toBe('https://prometheus.example.com/prom');
    expect(readPrometheus(new ConfigReader({})).size).toBe(0);
  });

  it.each<[string, object, RegExp]>([
    ['no cluster', { url: 'https://p' }, /cluster/],
    ['no url', { cluster: 'a', url: 'prometheus' }, /is none/],
    ['plain http', { cluster: 'a', url: 'http://p.example' }, /https/],
    ['another protocol', { cluster: 'a', url: 'file:///etc' }, /https/],
    ['a password', { cluster: 'a', url: 'https://u:p@p.example' }, /a host/],
    ['a query', { cluster: 'a', url: 'https://p.example?x=1' }, /a host/],
    [
      'where clouds keep credentials',
      { cluster: 'a', url: 'https://169.254.169.254' },
      /link-local/,
    ],
    [
      'the same in disguise',
      { cluster: 'a', url: 'https://0xa9fea9fe' },
      /link-local/,
    ],
    [
      'a label that is none',
      { cluster: 'a', url: 'https://p', nodeLabel: 'a"b' },
      /nodeLabel/,
    ],
    ['what nobody knows', { cluster: 'a', url: 'https://p', x: 1 }, /x/],
  ])('are refused with %s', (_, each, message) => {
    expect(() => settingsFor([each])).toThrow(message);
  });

  it.each([
    { url: 'http://127.0.0.1:9090' },
    { url: 'http://localhost:9090' },
    { url: 'http://p.example', insecure: true },
  ])('may be plain: %p', each => {
    expect(settingsFor([{ cluster: 'a', ...each }]).size).toBe(1);
  });
});

const plain = { labels: {}, nodeLabel: 'node' };

describe('the questions', () => {
  const cpuOf = (...given: Parameters<typeof queriesFor>) =>
    queriesFor(...given).find(({ metric }) => metric === 'cpu')?.query;

  it('about a namespace are held to it', () => {
    const queries = queriesFor(
      { of: 'pods', namespace: 'payments' },
      15,
      plain,
    );
    expect(queries).toHaveLength(7);
    for (const { query } of queries) {
      const selectors = query.match(/\{[^}]*\}/g) ?? [];
      expect(selectors.length).toBeGreaterThan(0);
      for (const each of selectors) {
        expect(each).toContain('namespace="payments"');
      }
    }
    expect(queries[0]?.query).toBe(
      'max by (pod, container) (rate(container_cpu_usage_seconds_total{namespace="payments",container!="",container!="POD"}[150s]))',
    );
  });

  it('escape what would end a value', () => {
    const scope = { of: 'pods' as const, namespace: 'a"} or {x="' };
    const settings = { nodeLabel: 'node', labels: { cluster: 'b"\\' } };
    expect(cpuOf(scope, 15, settings)).toContain(
      '{cluster="b\\"\\\\",namespace="a\\"} or {x=\\"",container',
    );
  });

  it('about nodes are by their label, and name them exactly', () => {
    expect(
      cpuOf({ of: 'nodes', names: ['n-1.a', 'n2'] }, 15, {
        ...plain,
        nodeLabel: 'instance',
      }),
    ).toContain('instance=~"n-1\\\\.a|n2",id="/"');
  });

  it('miss nothing between two steps that are far apart', () => {
    const queries = queriesFor(
      { of: 'namespace-sum', namespace: 'payments' },
      2520,
      plain,
    );
    const texts = queries.map(({ query }) => query);
    expect(texts.every(text => text.startsWith('sum('))).toBe(true);
    expect(texts[0]).toContain('[2520s]');
    expect(texts[1]).toContain(
      'max_over_time(container_memory_working_set_bytes{',
    );
  });
});

describe('a history', () => {
  const now = 1_000_000_000 * 1000;

  it('is on one row of times, and what a pod uses is what its containers do', async () => {
    const ask = async ({ query, start }: { query: string; start: number }) =>
      query.startsWith('max by (pod, container) (rate(container_cpu')
        ? ['app', 'log'].map(container => ({
            labels: { pod: 'api-1', container },
            values: [
              [start, 0.5],
              [start + 15, NaN],
            ] as Array<[number, number]>,
          }))
        : [];
    const past = await readHistory(
      ask,
      { scopes: [{ of: 'pods', namespace: 'payments' }], range: '60', now },
      plain,
    );
    expect(past.times).toHaveLength(241);
    expect(past.times[1]! - past.times[0]!).toBe(15_000);
    const series = {
      namespace: 'payments',
      pod: 'api-1',
      metric: 'cpu' as const,
    };
    expect(past.values({ ...series, container: 'app' })?.slice(0, 2)).toEqual([
      500,
      NaN,
    ]);
    expect(past.values({ ...series, container: '' })?.[0]).toBe(1000);
    expect(past.values({ ...series, pod: 'x', container: '' })).toBeUndefined();
  });
});

describe('asking', () => {
  let server: Server;
  let answer: { status: number; body: string; headers?: object };
  let seen: Array<{ url: string; authorization?: string }> = [];
  const folder = mkdtempSync(join(tmpdir(), 'paddock-'));
  const tokenFile = join(folder, 'token');

  beforeAll(async () => {
    server = createServer((request, response) => {
      const { authorization } = request.headers;
      seen.push({
        url: request.url ?? '',
        ...(authorization && { authorization }),
      });
      response.writeHead(answer.status, { ...answer.headers }).end(answer.body);
    });
    await new Promise<void>(done => {
      server.listen(0, '127.0.0.1', done);
    });
  });
  beforeEach(() => {
    seen = [];
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  const settings = (changes: object = {}) => {
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/prom`;
    return settingsFor([{ cluster: 'local', url, ...changes }]);
  };
  const ask = (changes?: object) =>
    createAskPrometheus(settings(changes).get('local')!)({
      query: 'up{a="b&c"}',
      start: 1,
      end: 2,
      step: 1,
    });
  const body = (result: unknown) =>
    JSON.stringify({
      status: 'success',
      data: { resultType: 'matrix', result },
    });

  it('shows the token that is in the file now, and reads numbers', async () => {
    writeFileSync(tokenFile, 'secret-1\n');
    answer = {
      status: 200,
      body: body([{ metric: { pod: 'a' }, values: [[1, '0.5']] }]),
    };
    expect(await ask({ tokenFile })).toEqual([
      { labels: { pod: 'a' }, values: [[1, 0.5]] },
    ]);
    writeFileSync(tokenFile, 'secret-2');
    await ask({ tokenFile });
    expect(seen.map(each => each.authorization)).toEqual([
      'Bearer secret-1',
      'Bearer secret-2',
    ]);
    expect(seen[0]?.url).toBe(
      '/prom/api/v1/query_range?query=up%7Ba%3D%22b%26c%22%7D&start=1&end=2&step=1',
    );
  });

  it.each<[string, typeof answer, RegExp]>([
    ['refuses', { status: 401, body: 'no' }, /refuses .*\(401\)/],
    [
      'leads elsewhere',
      { status: 302, body: '', headers: { location: 'http://127.0.0.1:1/' } },
      /\(302\)/,
    ],
    ['is none', { status: 200, body: '{"a":1}' }, /is none/],
    ['talks nonsense', { status: 200, body: '<html>' }, /does not answer/],
  ])('says so where who answers %s', async (_, given, message) => {
    answer = given;
    await expect(ask()).rejects.toThrow(message);
    expect(seen).toHaveLength(1);
  });

  it('says so where nobody answers, and names no address', async () => {
    const url = 'http://127.0.0.1:1';
    const nobody = settingsFor([{ cluster: 'local', url }]).get('local')!;
    await expect(
      createAskPrometheus(nobody)({ query: 'up', start: 1, end: 2, step: 1 }),
    ).rejects.toThrow(/^Prometheus does not answer\.$/);
  });

  it('asks once for what several look at', async () => {
    answer = { status: 200, body: body([]) };
    let time = 1_000_000;
    const history = createHistory(settings(), () => time);
    const wanted = {
      scopes: [{ of: 'nodes' as const }],
      range: '60' as const,
    };
    await Promise.all([1, 2].map(() => history.read('local', wanted)));
    expect(seen).toHaveLength(6);
    time += 11_000;
    await history.read('local', wanted);
    expect(seen).toHaveLength(12);
  });
});
