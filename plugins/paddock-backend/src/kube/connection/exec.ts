import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import type { IncomingMessage } from 'node:http';
import WebSocket, { type ClientOptions } from 'ws';
import { expectJson } from './answers';
import type { KubeIdentity } from '../watch/cache';
import type { CredentialHolder, HeldCredential } from './credentials';
import { KubeError, Misconfigured, Unreachable } from './errors';
import { credentialHeaders, impersonationHeaders } from './headers';
import { apiPath } from './paths';
import { endpointOf } from './transport/endpoint';

/** What is to be run where, and as whom. */
interface ExecRequest {
  namespace: string;
  pod: string;
  container: string;
  /** Without one the terminal is that of the process which the container runs. */
  command?: readonly string[];
  as: KubeIdentity;
}

/** How a process ended. */
export type ExecEnd =
  /** Of a process that was attached to nobody says the code. */
  | { is: 'exited'; code?: number }
  /** The cluster could not run it, in its own words. */
  | { is: 'failed'; message: string }
  /** The connection ended, and nobody said why. */
  | { is: 'broken' };

/** Called from when `openExec` has resolved; `ended` once, and last. */
interface ExecListener {
  output(bytes: Buffer): void;
  ended(end: ExecEnd): void;
}

/** A running process with a terminal. */
export interface ExecProcess {
  /** Starts telling; until then nothing is read. */
  listen(listener: ExecListener): void;
  write(bytes: Buffer): void;
  resize(columns: number, rows: number): void;
  /** Bytes written and not yet taken by the API server. */
  waiting(): number;
  /** Reads nothing more of its output, so that the process has to wait. */
  pause(): void;
  resume(): void;
  close(): void;
}

/**
 * Runs a command in a container as a person, with a terminal, or attaches to what runs there with one.
 * @throws KubeError, Unreachable, Misconfigured
 */
export type OpenExec = (request: ExecRequest) => Promise<ExecProcess>;

const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;
const STATUS = 3;
const RESIZE = 4;

/** Ctrl+C and Ctrl+D, as they are typed. */
const INTERRUPT = Buffer.of(3);
const END_OF_INPUT = Buffer.of(4);
/** What is typed at the end is given so long to arrive. */
const CLOSE_MS = 400;
const HANDSHAKE_MS = 10_000;
const MAX_WORDS = 2_000;
/** The newest first: the API server takes the first that it knows. */
const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

/** Over WebSocket, as kubectl does: k8s.io/apimachinery, pkg/util/remotecommand. */
export function createExec(
  cluster: ClusterDetails,
  credentials: CredentialHolder,
): OpenExec {
  return async request => {
    const held = await credentials.current();
    try {
      return await connect(cluster, held, request);
    } catch (error) {
      if (!(error instanceof KubeError) || error.status !== 401) throw error;
      return connect(
        cluster,
        await credentials.renew(held.generation),
        request,
      );
    }
  };
}

function connect(
  cluster: ClusterDetails,
  { credential }: HeldCredential,
  request: ExecRequest,
): Promise<ExecProcess> {
  const headers = {
    'user-agent': 'paddock',
    ...impersonationHeaders(request.as),
    ...credentialHeaders(credential),
  };
  const { url, tls } = usableEndpoint(cluster, credential);
  const options: ClientOptions = {
    ...tls,
    // Node sends one header for each of several values, which the API server asks for.
    headers: headers as Record<string, string>,
    followRedirects: false,
    handshakeTimeout: HANDSHAKE_MS,
    maxPayload: 1024 * 1024,
    perMessageDeflate: false,
  };
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(execUrl(url, request), PROTOCOLS, options);
    socket.on('error', cause =>
      reject(new Unreachable(`${url.host}: ${cause.message}`, cause)),
    );
    socket.once('unexpected-response', (asked, answer) => {
      refusalOf(answer).then(error => {
        asked.destroy();
        reject(error);
      }, reject);
    });
    socket.once('open', () => {
      socket.pause();
      resolve(processOver(socket, request.command !== undefined));
    });
  });
}

function usableEndpoint(
  cluster: ClusterDetails,
  credential: HeldCredential['credential'],
) {
  try {
    return endpointOf(cluster, credential);
  } catch (error) {
    throw new Misconfigured(cluster.name, error);
  }
}

function execUrl(base: URL, { namespace, pod, ...request }: ExecRequest): URL {
  const url = new URL(base);
  url.protocol = base.protocol === 'http:' ? 'ws:' : 'wss:';
  const prefix = base.pathname.replace(/\/$/, '');
  url.pathname = `${prefix}${apiPath([
    ...['api', 'v1', 'namespaces', namespace],
    ...['pods', pod, request.command ? 'exec' : 'attach'],
  ])}`;
  // A process with a terminal has one output.
  const streams = { stdin: 'true', stdout: 'true', tty: 'true' };
  const query = { container: request.container, ...streams };
  url.search = new URLSearchParams([
    ...Object.entries(query),
    ...(request.command ?? []).map(word => ['command', word]),
  ]).toString();
  return url;
}

async function refusalOf(answer: IncomingMessage): Promise<unknown> {
  const status = answer.statusCode ?? 0;
  try {
    await expectJson({
      status,
      headers: answer.headers,
      body: answer,
      brokeOff: () => !answer.complete,
    });
  } catch (error) {
    return error;
  }
  return new KubeError(status, 'NotKubernetes', {
    message: 'The cluster took the request for a terminal for another one',
  });
}

function processOver(socket: WebSocket, isOwn: boolean): ExecProcess {
  const send = (channel: number, bytes: Buffer) => {
    if (socket.readyState !== WebSocket.OPEN) return;
    socket.send(Buffer.concat([Buffer.of(channel), bytes]));
  };
  return {
    listen(listener) {
      let end: ExecEnd = { is: 'broken' };
      socket.on('message', (data: Buffer) => {
        const channel = data[0];
        const bytes = data.subarray(1);
        if (channel === STATUS) end = endOf(bytes, isOwn);
        const printed = channel === STDOUT || channel === STDERR;
        if (printed && bytes.length > 0) listener.output(bytes);
      });
      socket.once('close', () => listener.ended(end));
      socket.resume();
    },
    write: bytes => send(STDIN, bytes),
    resize: (columns, rows) =>
      send(
        RESIZE,
        Buffer.from(JSON.stringify({ Width: columns, Height: rows })),
      ),
    waiting: () => socket.bufferedAmount,
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    close() {
      // A shell outlives its connection: nothing hangs up its terminal. So it is told to end.
      send(STDIN, INTERRUPT);
      setTimeout(() => send(STDIN, END_OF_INPUT), CLOSE_MS / 4);
      setTimeout(() => socket.terminate(), CLOSE_MS);
    },
  };
}

/** The last word about a process: a metav1.Status, with its exit code among the causes. Kubelets leave out its kind. */
function endOf(bytes: Buffer, isOwn: boolean): ExecEnd {
  let said: unknown;
  try {
    said = JSON.parse(bytes.toString('utf8'));
  } catch {
    return { is: 'broken' };
  }
  const { status, message, details } = (said ?? {}) as {
    status?: unknown;
    message?: unknown;
    details?: { causes?: Array<{ reason?: unknown; message?: unknown }> };
  };
  if (status === 'Success') return { is: 'exited', ...(isOwn && { code: 0 }) };
  const causes = Array.isArray(details?.causes) ? details.causes : [];
  const exit = causes.find(({ reason }) => reason === 'ExitCode');
  const code = Number(exit?.message);
  if (exit && Number.isInteger(code)) return { is: 'exited', code };
  const words = typeof message === 'string' ? message.slice(0, MAX_WORDS) : '';
  return { is: 'failed', message: words || 'The cluster gave no reason.' };
}
