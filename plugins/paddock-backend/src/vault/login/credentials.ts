import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { LoginRefused } from '../errors';

/** What the files of the login hold now. */
export interface Credentials {
  /** Tells whether they have changed; says nothing of what they are. */
  fingerprint: string;
  texts: string[];
}

/** One line of each file. @throws LoginRefused, which does not say where the files are */
export async function readCredentials(files: string[]): Promise<Credentials> {
  const texts = await Promise.all(files.map(readLine));
  return { fingerprint: fingerprintOf(JSON.stringify(texts)), texts };
}

export const fingerprintOf = (text: string) =>
  createHash('sha256').update(text).digest('hex');

async function readLine(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(
    ({ code }: NodeJS.ErrnoException) => {
      throw new LoginRefused(
        `a file of the portal’s login cannot be read (${code})`,
      );
    },
  );
  const line = text.trim();
  if (/^[\x21-\x7e]{1,16384}$/.test(line)) return line;
  throw new LoginRefused(
    'a file of the portal’s login does not hold one line of printable text',
  );
}
