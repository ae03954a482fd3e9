import { InputError } from '@backstage/errors';
import { defaultLimits, type YamlLimits } from './limits';
import { createPool } from './pool';
import type { Answer, Ending } from './workerThread';

export interface YamlSource {
  /** What is read, as the beginning of a sentence: `The file deploy/a.yaml`. */
  what: string;
  /** Default: `defaultLimits` */
  limits?: Partial<YamlLimits>;
}

/** Of wall time: on a busy machine a short file may need it, too. */
const deadlineSeconds = 20;

// Two, so that one file that takes its whole time does not hold up every other.
const run = createPool({
  size: 2,
  waiting: 200,
  deadlineMs: deadlineSeconds * 1_000,
});

/** @throws InputError for bytes that are no UTF-8 */
function decode(text: string | Uint8Array, what: string): string {
  if (typeof text === 'string') return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(text);
  } catch {
    throw new InputError(`${what} is not UTF-8. Save it as UTF-8.`);
  }
}

const inWords = (bytes: number) =>
  bytes % (1024 * 1024) === 0
    ? `${bytes / 1024 / 1024} MiB`
    : `${Math.floor(bytes / 1024)} KiB`;

function problemOf(result: Ending | Answer): string {
  switch (result) {
    case 'late':
      return `could not be read within ${deadlineSeconds} s. Try again; if the portal is not busy, make it shorter.`;
    case 'memory':
      return 'takes too much memory to read. Make it shorter.';
    case 'broken':
      return 'could not be read. Make it shorter, and look whether it is YAML.';
    default:
      return result.refusal ?? problemOf('broken');
  }
}

/**
 * Reads the YAML of somebody else: every such text of the portal comes through here. It is checked for its size here and
 * for everything else in a worker thread, so nobody waits for it but the one who asked. Answers with its documents as
 * what JSON can say, without empty ones.
 *
 * @throws InputError that says in one sentence what is wrong
 * @throws ServiceUnavailableError while too many are being read
 */
export async function parseYaml(
  text: string | Uint8Array,
  { what, limits: given }: YamlSource,
): Promise<unknown[]> {
  const limits = { ...defaultLimits, ...given };
  const size = typeof text === 'string' ? Buffer.byteLength(text) : text.length;
  if (size > limits.bytes) {
    throw new InputError(
      `${what} is larger than ${inWords(limits.bytes)}. Split it.`,
    );
  }
  const result = await run({ text: decode(text, what), limits });
  if (typeof result === 'string' || result.json === undefined) {
    throw new InputError(`${what} ${problemOf(result)}`);
  }
  return JSON.parse(result.json);
}
