import type { Readable } from 'node:stream';
import type {
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';
import { expectJson, expectText, readBody } from './answers';
import { callOf, type RequestOptions } from './call';
import { holdCredential } from './credentials';
import { KubeError, Unreachable } from './errors';
import { lackedRight } from './lackedRight';
import { createExec, type OpenExec } from './exec';
import { createSender, isReady, type Send } from './send';
import { keepTransport } from './transport/keep';
import { createPool } from './transport/pool';
import type { Transport } from './transport/transport';

/**
 * The only way to a cluster's API server. Redirects are never followed, answers
 * are bounded, and a refused credential is fetched anew once.
 *
 * Everything throws `KubeError` for what the API server refuses, `Unreachable`
 * when nobody answers and `Misconfigured` when the portal cannot even ask.
 */
export interface Connection {
  readonly cluster: string;
  /** @returns the parsed JSON answer. */
  request(
    method: string,
    path: string,
    options?: RequestOptions,
  ): Promise<unknown>;
  /** Like `request`, but the bytes of the answer. */
  read(method: string, path: string, options?: RequestOptions): Promise<Buffer>;
  /** Plain text of any length, such as a log: its body goes on until either side ends it. */
  text(path: string, options: TextOptions): Promise<Readable>;
  /** A watch: its body goes on until either side ends it. */
  stream(path: string, options: StreamOptions): Promise<WatchStream>;
  /** A process in a container; see exec.ts. */
  readonly exec: OpenExec;
  /** Is the API server there and ready to serve? Asked on a new connection; never throws. */
  isReady(signal: AbortSignal): Promise<boolean>;
  close(): void;
}

export type StreamOptions = Pick<RequestOptions, 'query' | 'headers'> & {
  signal: AbortSignal;
};

export type TextOptions = Pick<RequestOptions, 'query' | 'as'> & {
  signal: AbortSignal;
  /** Called when it has to wait for others to end, with how many of them are open. */
  onWait?: (open: number) => void;
};

export interface WatchStream {
  body: Readable;
  /** Silence for longer than this means that the other end is gone. */
  silenceMs: number;
  /** Once the body has ended: was that the connection's end, and not the server's will? */
  brokeOff(): boolean;
}

export interface ConnectionOptions {
  cluster: ClusterDetails;
  credential: () => Promise<KubernetesCredential>;
  /** Bytes of one answer. Default 32 MiB. */
  maxBody?: number;
}

/**
 * Connections to one API server, by purpose: what lasts long never takes room from what is asked and done, and logs of
 * people none from the portal's watches. Terminals have a connection each.
 */
const MOST_CONNECTIONS = { questions: 2, watches: 2, logs: 4 };
const ANSWER_TIMEOUT_MS = 30_000;
const WATCH_TIMEOUT_MS = 15_000;
const SILENCE_WITH_PING_MS = 150_000;
/** Without PING the server is asked to end a quiet watch, after a last bookmark, before it could be taken for dead. */
const WATCH_SECONDS = 35;

export function createConnection(options: ConnectionOptions): Connection {
  const { cluster, maxBody = 32 * 1024 * 1024 } = options;
  const credentials = holdCredential(options);
  const keep = () => keepTransport(cluster);
  const questions = createPool(keep, MOST_CONNECTIONS.questions);
  const watches = createPool(keep, MOST_CONNECTIONS.watches);
  const logs = createPool(keep, MOST_CONNECTIONS.logs);
  const pools = [questions, watches, logs];
  const send = createSender(credentials, questions);
  const sendWatch = createSender(credentials, watches);
  const sendLog = createSender(credentials, logs);

  async function read(
    method: string,
    path: string,
    given: RequestOptions = {},
  ) {
    const limit = AbortSignal.timeout(given.timeoutMs ?? ANSWER_TIMEOUT_MS);
    const signal = given.signal
      ? AbortSignal.any([given.signal, limit])
      : limit;
    const call = callOf(method, path, given);
    const last = () => {
      given.beforeSend?.();
      return call;
    };
    try {
      const { answer } = await send(last, { signal });
      await expectJson(answer);
      return await readBody(answer, maxBody);
    } catch (error) {
      if (error instanceof KubeError && error.status === 403) {
        error.right = lackedRight(method, path);
      }
      if (!limit.aborted || error instanceof KubeError) throw error;
      throw new Unreachable(
        `No answer from the cluster "${cluster.name}" in time`,
        {
          code: 'ETIMEDOUT',
        },
      );
    }
  }

  return {
    cluster: cluster.name,
    read,
    request: async (method, path, given) =>
      parse(await read(method, path, given)),
    exec: createExec(cluster, credentials),
    text: (path, given) => openText(sendLog, path, given),
    stream: (path, given) => openStream(sendWatch, path, given),
    async isReady(signal) {
      const ready = await isReady(cluster, credentials, signal);
      if (ready) pools.forEach(pool => pool.hurry());
      return ready;
    },
    close: () => pools.forEach(pool => pool.close()),
  };
}

async function openText(
  send: Send,
  path: string,
  { query, as, ...waiting }: TextOptions,
): Promise<Readable> {
  const call = callOf('GET', path, {
    as,
    query,
    headers: { accept: 'text/plain, */*' },
  });
  const { answer } = await send(() => call, waiting);
  await expectText(answer);
  return answer.body;
}

async function openStream(
  send: Send,
  path: string,
  { signal, query, headers }: StreamOptions,
): Promise<WatchStream> {
  const late = new AbortController();
  const timer = setTimeout(
    () => late.abort(new Unreachable('The watch was not answered in time')),
    WATCH_TIMEOUT_MS,
  );
  const call = ({ pings }: Transport) =>
    callOf('GET', path, {
      headers,
      query: pings ? query : { ...query, timeoutSeconds: `${WATCH_SECONDS}` },
    });
  try {
    const both = AbortSignal.any([signal, late.signal]);
    const { answer, transport } = await send(call, { signal: both });
    await expectJson(answer);
    const quiet = (WATCH_SECONDS + 8) * 1000;
    const silenceMs = transport.pings ? SILENCE_WITH_PING_MS : quiet;
    return { body: answer.body, silenceMs, brokeOff: answer.brokeOff };
  } catch (error) {
    throw late.signal.aborted ? late.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new KubeError(200, 'NotKubernetes', {
      message: 'The cluster answered with something that is not JSON',
    });
  }
}
