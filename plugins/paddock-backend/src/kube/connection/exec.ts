import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import { WebSocketHandler } from '@kubernetes/client-node/dist/web-socket-handler.js';
import WebSocket from 'ws';
import type { KubeIdentity } from '../watch/cache';
import type { CredentialHolder, HeldCredential } from './credentials';
import { isStatus } from './errors';
import { openSocket } from './execSocket';
import { apiPath } from './paths';

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

const { StdinStream, StdoutStream, StderrStream, StatusStream, ResizeStream } =
  WebSocketHandler;

/** Ctrl+C and Ctrl+D, as they are typed. */
const INTERRUPT = Buffer.of(3);
const END_OF_INPUT = Buffer.of(4);
/** What is typed at the end is given so long to arrive. */
const CLOSE_MS = 400;
const MAX_WORDS = 2_000;

/** Over WebSocket, as kubectl does: k8s.io/apimachinery, pkg/util/remotecommand. */
export function createExec(
  cluster: ClusterDetails,
  credentials: CredentialHolder,
): OpenExec {
  const open = async (request: ExecRequest, { credential }: HeldCredential) => {
    const { as, command } = request;
    const target = { cluster, credential, as };
    const socket = await openSocket(target, execPath(request));
    return processOver(socket, command !== undefined);
  };
  return async request => {
    const held = await credentials.current();
    try {
      return await open(request, held);
    } catch (error) {
      if (!isStatus(error, 401)) throw error;
      return open(request, await credentials.renew(held.generation));
    }
  };
}

function execPath({ namespace, pod, container, command }: ExecRequest): string {
  const path = apiPath([
    ...['api', 'v1', 'namespaces', namespace],
    ...['pods', pod, command ? 'exec' : 'attach'],
  ]);
  // A process with a terminal has one output.
  const streams = { stdin: 'true', stdout: 'true', tty: 'true' };
  const query = new URLSearchParams({ container, ...streams });
  for (const word of command ?? []) query.append('command', word);
  return `${path}?${query}`;
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
        if (channel === StatusStream) end = endOf(bytes, isOwn);
        const printed = channel === StdoutStream || channel === StderrStream;
        if (printed && bytes.length > 0) listener.output(bytes);
      });
      socket.once('close', () => listener.ended(end));
      socket.resume();
    },
    write: bytes => send(StdinStream, bytes),
    resize: (columns, rows) =>
      send(
        ResizeStream,
        Buffer.from(JSON.stringify({ Width: columns, Height: rows })),
      ),
    waiting: () => socket.bufferedAmount,
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    close() {
      // A shell outlives its connection: nothing hangs up its terminal. So it is told to end.
      send(StdinStream, INTERRUPT);
      setTimeout(() => send(StdinStream, END_OF_INPUT), CLOSE_MS / 4);
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
