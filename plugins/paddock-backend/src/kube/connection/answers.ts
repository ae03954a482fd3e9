import { KubeError, Unreachable } from './errors';
import type { TransportAnswer } from './transport/transport';

const MAX_ERROR_BYTES = 64 * 1024;
const MAX_MESSAGE = 2_000;

/** Reads a body to its end, or refuses it as soon as it is longer than `limit` bytes. */
export async function readBody(
  { body, brokeOff }: Pick<TransportAnswer, 'body' | 'brokeOff'>,
  limit: number,
): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  let whole = false;
  try {
    for await (const piece of body as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > limit) {
        throw new KubeError(200, 'TooLarge', {
          message: `The cluster's answer is longer than ${limit} bytes`,
        });
      }
      pieces.push(piece);
    }
    whole = !brokeOff();
  } catch (error) {
    if (error instanceof KubeError) throw error;
    throw brokenMidway(error);
  } finally {
    body.destroy();
  }
  if (!whole) throw brokenMidway();
  return Buffer.concat(pieces);
}

const brokenMidway = (cause?: unknown) =>
  new Unreachable('The connection broke in the middle of an answer', cause);

/** @throws KubeError unless the answer is a success that carries JSON, as Kubernetes writes it. */
export async function expectJson(answer: TransportAnswer): Promise<void> {
  if (answer.status < 200 || answer.status > 299) throw await refusal(answer);
  const type = String(answer.headers['content-type'] ?? 'no content type');
  const encoding = answer.headers['content-encoding'];
  if (/^application\/json\b/.test(type) && encoding === undefined) return;
  answer.body.destroy();
  throw new KubeError(answer.status, 'NotKubernetes', {
    message: `The cluster's address answers with ${type.slice(
      0,
      80,
    )} where JSON was asked for. Is it a Kubernetes API server?`,
  });
}

/** @throws KubeError unless the answer is a success that carries plain text. */
export async function expectText(answer: TransportAnswer): Promise<void> {
  if (answer.status < 200 || answer.status > 299) throw await refusal(answer);
  const type = String(answer.headers['content-type'] ?? 'text/plain');
  const encoding = answer.headers['content-encoding'];
  if (/^text\/plain\b/.test(type) && encoding === undefined) return;
  answer.body.destroy();
  throw new KubeError(answer.status, 'NotKubernetes', {
    message: `The cluster answers with ${type.slice(
      0,
      80,
    )} where plain text was asked for`,
  });
}

async function refusal(answer: TransportAnswer): Promise<KubeError> {
  const { status, headers, body } = answer;
  if (status >= 300 && status < 400) {
    body.destroy();
    return new KubeError(status, 'Redirect', {
      message: `The cluster answers with a redirect (${status}), which is never followed. Configure the address that it leads to`,
    });
  }
  const said = await readStatus(answer).catch(() => undefined);
  const seconds = Number(headers['retry-after']);
  return new KubeError(status, said?.reason ?? 'Unknown', {
    message:
      said?.message ?? `The cluster answered ${status} without saying why`,
    ...(Number.isFinite(seconds) && seconds >= 0
      ? { retryAfterMs: seconds * 1000 }
      : {}),
  });
}

async function readStatus(answer: TransportAnswer) {
  return statusWords(
    JSON.parse((await readBody(answer, MAX_ERROR_BYTES)).toString('utf8')),
  );
}

/** The reason and message of a metav1.Status. */
export function statusWords(status: unknown) {
  const { kind, reason, message } = (status ?? {}) as Record<string, unknown>;
  if (kind !== 'Status') return undefined;
  return {
    reason: typeof reason === 'string' ? reason : 'Unknown',
    message:
      typeof message === 'string'
        ? message.slice(0, MAX_MESSAGE)
        : 'no message',
  };
}
