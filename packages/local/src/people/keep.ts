import {
  linkSync,
  mkdirSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { Advice } from '../platform/platform.ts';

const isCode = (error: unknown, code: string) =>
  (error as NodeJS.ErrnoException).code === code;

function read<T>(file: string): { kept: T } | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  try {
    return { kept: JSON.parse(text) as T };
  } catch {
    throw new Advice(
      `${file} does not hold JSON, so what it kept is lost.`,
      'Delete that file and start again: a new one is made.',
    );
  }
}

/**
 * What an earlier start kept in `file`, or else what `make` returns, kept from now on.
 * Only its owner may read the file. Two processes that keep at the same time get the same value.
 */
export function keep<T>(file: string, make: () => T): T {
  const earlier = read<T>(file);
  if (earlier) return earlier.kept;
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const text = `${JSON.stringify(make(), undefined, 2)}\n`;
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx' });
  try {
    // A link, unlike a rename, fails where another process was first.
    linkSync(draft, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    unlinkSync(draft);
  }
  const now = read<T>(file);
  if (!now) throw new Error(`${file} vanished while it was being made.`);
  return now.kept;
}
