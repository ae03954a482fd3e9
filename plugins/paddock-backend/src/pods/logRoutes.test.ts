import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LogFrame } from '@paddock/backstage-plugin-paddock-common';
import { ConfigReader } from '@backstage/config';
import express from 'express';
import {
  type Http2ApiServer,
  startHttp2ApiServer,
} from '../../testing/apiServer/http2ApiServer';
import type { Act, NamedActor } from '../access/act';
import {
  type Connection,
  createConnection,
} from '../kube/connection/connection';
import { readLimits } from '../http/readLimits';
import { createPodsRouter } from './routes';

let api: Http2ApiServer;
let connection: Connection;
let portal: Server;
let stops: AbortController[];

async function start(maxConcurrentStreams: number) {
  api = await startHttp2ApiServer(maxConcurrentStreams);
  connection = createConnection({
    cluster: {
      name: 'local',
      url: api.url,
      authMetadata: {},
      skipTLSVerify: true,
    },
    credential: async () => ({ type: 'bearer token', token: 't' }),
  });
  const access = { may: async () => true, onRightsChanged: () => () => {} };
  const look: Act['look'] = (req, _, run) => {
    const userRef = String(req.headers['x-person']);
    const as = { user: userRef, groups: [] };
    const cluster = { name: 'local', connection, access };
    return run(
      { cluster, as, userRef } as unknown as NamedActor,
      async () => as,
    );
  };
  const limits = readLimits(new ConfigReader({}));
  const app = express();
  app.use(createPodsRouter({ act: { look } as Act, limits }));
  portal = createServer(app);
  await once(portal.listen(0, '127.0.0.1'), 'listening');
}

beforeEach(() => {
  stops = [];
});
afterEach(async () => {
  stops.forEach(stop => stop.abort());
  portal.closeAllConnections();
  portal.close();
  connection.close();
  await api.stop();
});

/** A log stream of so many containers, as a page reads it. */
async function read(person: string, count: number) {
  const { port } = portal.address() as AddressInfo;
  const stop = new AbortController();
  stops.push(stop);
  const sources = Array.from({ length: count }, (_, at) => ({
    pod: `a-${at}`,
  }));
  const response = await fetch(
    `http://127.0.0.1:${port}/clusters/local/namespaces/payments/logs`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-person': person },
      body: JSON.stringify({ sources, follow: true }),
      signal: stop.signal,
    },
  );
  const frames: LogFrame[] = [];
  const collect = async () => {
    let text = '';
    for await (const piece of response.body!) {
      const lines = (text + Buffer.from(piece).toString()).split('\n');
      text = lines.pop()!;
      frames.push(...lines.map(line => JSON.parse(line)));
    }
  };
  if (response.ok) collect().catch(() => {});
  const types = (type: LogFrame['type']) =>
    frames.filter(frame => frame.type === type);
  return { response, types, close: () => stop.abort() };
}

const until = async (check: () => unknown) => {
  while (!(await check())) await new Promise(setImmediate);
};

describe('log streams', () => {
  it('are forty of one person, and leave others theirs', async () => {
    await start(100);
    const first = await read('ann', 20);
    await read('ann', 20);
    const more = await read('ann', 1);
    expect(more.response.status).toBe(429);
    expect(await more.response.text()).toContain('at most 40 of yours');
    expect((await read('ben', 20)).response.status).toBe(200);
    first.close();
    await until(async () => (await read('ann', 1)).response.status === 200);
  });

  it('wait where the cluster takes no more, and say for what', async () => {
    await start(2);
    const first = await read('ann', 8);
    await until(() => api.lasting.length === 8);
    const second = await read('ben', 2);
    await until(() => second.types('waiting').length === 2);
    expect(second.types('waiting')).toContainEqual({
      type: 'waiting',
      source: 0,
      open: 8,
    });
    first.close();
    await until(() => second.types('reading').length === 2);
    await until(() => second.types('lines').length > 0);
  });
});
