import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express from 'express';
import request from 'supertest';
import WebSocket, { WebSocketServer } from 'ws';
import { createFakeTrail } from '../fakeTrail';
import { createAct } from '../../src/access/act';
import type { KubeIdentity, Right } from '../../src/kube/watch/cache';
import { holdCredential } from '../../src/kube/connection/credentials';
import { createExec } from '../../src/kube/connection/exec';
import { createListeners } from '../../src/kube/watch/listeners';
import type { RunningCluster } from '../../src/kube/watchedCluster';
import { createShellCluster } from '../clusters/shellCluster';
import { createTerminals } from '../../src/terminals/terminals';
import type { Times } from '../../src/terminals/times';

export const usualTimes: Times = {
  beatMs: 15_000,
  idleMs: 15 * 60_000,
  warnMs: 2 * 60_000,
  longestMs: 2 * 60 * 60_000,
  startMs: 5 * 60_000,
};

export const ownOrigin = 'https://portal.example';
const place = { namespace: 'payments', pod: 'api-1', container: 'api' };
const nameOf = (ref: string) => ref.split('/')[1] ?? '';
export const tokenOf = (name: string) =>
  mockCredentials.user.token(`user:default/${name}`);

/** The first message of ben's page. */
export const opening = (ticket: string, changes: object = {}) => ({
  type: 'open',
  ticket,
  token: tokenOf('ben'),
  cluster: 'local',
  ...place,
  columns: 80,
  rows: 24,
  ...changes,
});

/** The exec endpoint of an API server: what it is asked and sent, and the sockets to answer by. */
async function startExecServer() {
  const asked: IncomingMessage[] = [];
  const shells: WebSocket[] = [];
  const sent: Buffer[] = [];
  let refusal: object | undefined;
  const http = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  http.on('upgrade', (incoming, socket, head) => {
    asked.push(incoming);
    if (refusal) {
      const body = JSON.stringify(refusal);
      socket.end(
        `HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
      return;
    }
    sockets.handleUpgrade(incoming, socket, head, shell => {
      shells.push(shell);
      shell.on('error', () => {});
      shell.on('message', (data: Buffer) => sent.push(data));
    });
  });
  await new Promise<void>(resolve => {
    http.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    asked,
    shells,
    sent,
    refuse: (status: object) => {
      refusal = status;
    },
    stop: () => {
      shells.forEach(shell => shell.terminate());
      http.close();
    },
  };
}

/** Waits until something is so. */
export const until = async (check: () => unknown) => {
  while (!check()) await new Promise(resolve => setTimeout(resolve, 10));
};

const stops: Array<() => void> = [];

/** Ends all that was started. */
export const stopAll = () => stops.splice(0).forEach(stop => stop());

/** Terminals over HTTP, before an exec endpoint that a test plays. */
export async function startTerminals(times = usualTimes) {
  const api = await startExecServer();
  const rights = createListeners<[]>(() => {});
  const pods = createListeners<[object]>(() => {});
  const rows: object[] = [];
  const shells = createShellCluster();
  const questions: Right[] = [];
  let may = true;
  let groups = ['team-payments', 'a b'];
  let isPerson = true;
  let now = Date.now();
  const cluster = {
    name: 'local',
    identity: ({ userRef }: { userRef: string }) => ({
      user: `${nameOf(userRef)}@paddock.example`,
      groups,
    }),
    access: {
      may: async (who: KubeIdentity, right: Right) => {
        questions.push(right);
        return may && who.groups.includes('team-payments');
      },
      onRightsChanged: rights.add,
    },
    cache: () => ({ subscribe: pods.add, all: () => rows }),
    connection: shells.connection,
  } as unknown as RunningCluster;
  const entry = { success: jest.fn(), fail: jest.fn() };
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => entry),
  });
  const logger = mockServices.logger.mock();
  const denied = jest.fn();
  const parts = {
    auth: mockServices.auth(),
    httpAuth: mockServices.httpAuth(),
    permissions: mockServices.permissions.mock({
      authorize: async all =>
        all.map(() => ({ result: AuthorizeResult.ALLOW })),
    }),
    trail: createFakeTrail(),
    denied,
    auditor,
    clusters: { get: () => cluster, all: () => [cluster] },
    logger,
    async personOf(credentials: { principal: unknown }) {
      if (!isPerson) throw new NotAllowedError('No person of the catalog');
      const { userEntityRef } = credentials.principal as {
        userEntityRef: string;
      };
      return { userRef: userEntityRef, groupRefs: [] };
    },
    config: mockServices.rootConfig({
      data: {
        app: { baseUrl: `${ownOrigin}/paddock` },
        backend: { baseUrl: 'http://localhost:7007' },
      },
    }),
  };
  const details = { name: 'local', url: api.url, authMetadata: {} };
  const credentials = holdCredential({
    cluster: details,
    credential: async () => ({ type: 'bearer token', token: 'portal' }),
  });
  const terminals = createTerminals({
    ...parts,
    act: createAct(parts),
    openExec: () => createExec(details, credentials),
    times,
    now: () => now,
  });
  const app = express();
  app.use('/api/paddock', terminals.router);
  app.use(
    MiddlewareFactory.create({
      logger: mockServices.logger.mock(),
      config: mockServices.rootConfig(),
    }).error(),
  );
  const server = createServer(app);
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  stops.push(() => {
    void terminals.stop();
    api.stop();
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const post = (path: string, body: object, name = 'ben') =>
    request(server)
      .post(`/api/paddock/clusters/local/namespaces/payments${path}`)
      .set('authorization', `Bearer ${tokenOf(name)}`)
      .send(body);
  const ask = (body: object = { container: 'api' }, name = 'ben') =>
    post('/pods/api-1/terminal', body, name);
  const ticket = async () => (await ask()).body.ticket as string;

  const connect = (
    options: object = {},
    protocol: string | string[] = 'paddock-terminal',
    query = '',
  ) =>
    watch(
      new WebSocket(
        `ws://127.0.0.1:${port}/api/paddock/terminals${query}`,
        protocol,
        { origin: ownOrigin, ...options },
      ),
    );

  return {
    api,
    ask,
    ticket,
    entry,
    auditor,
    denied,
    questions,
    pods,
    shells,
    logger,
    port,
    /** Moves the clock on. */
    wait: (ms: number) => {
      now += ms;
    },
    loseRight: () => {
      may = false;
      rights.tell();
    },
    leaveGroups: () => {
      groups = [];
    },
    leaveCatalog: () => {
      isPerson = false;
    },
    connect,
    post,
    /** Opens what this answer gave a ticket for; resolves when the page is told something. */
    async enter({ ticket: good, pod, container }: Record<string, string>) {
      const browser = connect();
      await browser.say(opening(good ?? '', { pod, container }));
      await until(() => browser.news.length > 0);
      return browser;
    },
    stop: () => terminals.stop(),
    async open() {
      const good = await ticket();
      const browser = connect();
      await browser.say(opening(good));
      await until(() => browser.news.length > 0);
      return browser;
    },
  };
}

function watch(socket: WebSocket) {
  const news: Array<Record<string, string>> = [];
  const output: Buffer[] = [];
  const opened = once(socket, 'open').catch(() => {});
  const closed = new Promise<number>(resolve => {
    socket.on('close', resolve);
  });
  const refused = new Promise<number | undefined>(resolve => {
    socket.on('unexpected-response', (_, answer) => resolve(answer.statusCode));
  });
  socket.on('error', () => {});
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) output.push(data);
    else news.push(JSON.parse(data.toString()));
  });
  stops.push(() => socket.terminate());
  return {
    socket,
    news,
    output,
    opened,
    closed,
    refused,
    async say(message: object) {
      await opened;
      socket.send(JSON.stringify(message));
    },
  };
}
