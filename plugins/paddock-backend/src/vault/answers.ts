import type { IncomingMessage } from 'node:http';
import { VaultAway, VaultRefused, VaultSealed } from './errors';

/** What came back: JSON, or nothing. */
export interface VaultAnswer {
  status: number;
  body: Record<string, unknown> | undefined;
  retryAfterMs?: number;
}

const MAX_BYTES = 1024 * 1024;
const MAX_WORDS = 500;

/** @throws VaultAway for what is no answer of Vault's: redirects, other content than JSON, more than 1 MiB */
export async function readAnswer(
  answer: IncomingMessage,
): Promise<VaultAnswer> {
  const status = answer.statusCode ?? 0;
  try {
    if (status >= 300 && status < 400) throw redirected(status);
    const text = await readText(answer);
    const seconds = Number(answer.headers['retry-after'] ?? NaN);
    return {
      status,
      body: text === '' ? undefined : parseBody(answer, text),
      ...(seconds >= 0 && { retryAfterMs: Math.min(seconds, 3600) * 1000 }),
    };
  } finally {
    answer.destroy();
  }
}

async function readText(answer: IncomingMessage): Promise<string> {
  if (answer.headers['content-encoding'] !== undefined) {
    throw notVault('is compressed, which was not asked for');
  }
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > MAX_BYTES) throw notVault(`is longer than ${MAX_BYTES} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function parseBody({ headers, statusCode }: IncomingMessage, text: string) {
  const type = headers['content-type'] ?? '';
  if (/^application\/json\b/.test(type)) {
    try {
      const body: unknown = JSON.parse(text);
      if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
        return body as Record<string, unknown>;
      }
    } catch {
      // What it says instead of JSON is not repeated: it may be anything.
    }
  }
  throw notVault(`(${statusCode}) is not the JSON that Vault writes`);
}

const redirected = (status: number) =>
  new VaultAway(
    `Vault’s address answers with a redirect (${status}), which is never followed. A standby does that when it cannot reach the active server`,
  );

const notVault = (how: string) =>
  new VaultAway(`What answers at Vault’s address ${how}`);

/** An answer whose fields are not what Vault's documentation says that they are. */
export const oddAnswer = (what: string) =>
  new VaultAway(`Vault’s answer about ${what} cannot be understood`);

/** What Vault says went wrong: one line, printable, bounded. */
export function wordsOf({ body }: Pick<VaultAnswer, 'body'>): string {
  return toldBy(body)
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, MAX_WORDS);
}

function toldBy(body: VaultAnswer['body']): string {
  const errors = Array.isArray(body?.errors) ? body.errors : [];
  return errors.filter(each => typeof each === 'string').join('; ');
}

/** A mount that is not there, by the words of Vault's router. */
const noMount = /no handler for route|unsupported path/;
/** By the words of the KV engine. */
const upgrading = /Upgrading from non-versioned to versioned data/;
const wrongVersion = /check-and-set parameter did not match/;
/** By the words of integrated storage, and of the listener. */
const tooLarge = /value being too large|request body too large/;

/**
 * The body of a success; undefined where there is nothing, which Vault says with 404 and no words.
 * Vault's words are left out of errors where `mustHide` says so, however they came to hold what was sent.
 *
 * @throws VaultAway, VaultRefused
 */
export function expectSuccess(
  answer: VaultAnswer,
  mustHide: (words: string) => boolean,
): Record<string, unknown> | undefined {
  const { status } = answer;
  if (status >= 200 && status < 300) return answer.body ?? {};
  const words = wordsOf(answer);
  if (status === 404 && words === '') return undefined;
  const quote = mustHide(toldBy(answer.body)) ? '' : words;
  if (wrongVersion.test(words)) {
    throw new VaultRefused(409, 'another version was written in between');
  }
  if (tooLarge.test(words)) {
    throw new VaultRefused(413, 'it is larger than Vault can keep');
  }
  throw (
    awayBy(answer, { words, quote }) ??
    new VaultRefused(status, quote || `it answers ${status}`)
  );
}

/** For `mustHide`: whether the words hold one of these. */
export const holdsAny = (secrets: readonly string[]) => (words: string) =>
  secrets.some(each => words.includes(each));

function awayBy(
  { status, retryAfterMs }: VaultAnswer,
  { words, quote }: { words: string; quote: string },
): VaultAway | undefined {
  if (status === 503 && /sealed/.test(words)) {
    return new VaultSealed('Vault is sealed');
  }
  if (status === 429) {
    return new VaultAway('Vault is overloaded', retryAfterMs);
  }
  if (status === 404 && noMount.test(words)) {
    return new VaultAway(`A mount is missing in Vault: ${quote}`);
  }
  // 412: a replica has not seen yet what was written before; 472 to 474: replicas that take no writes.
  const passing = [412, 472, 473, 474].includes(status) || status >= 500;
  if (!passing && !(status === 400 && upgrading.test(words))) return undefined;
  return new VaultAway(
    `Vault answers ${status}${quote && `: ${quote}`}`,
    retryAfterMs,
  );
}
