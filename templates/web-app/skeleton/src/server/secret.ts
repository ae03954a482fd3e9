import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What may be told of the secret. Its keys and values stay in this file and its callers' memory. */
export type SecretState = 'none' | 'readable' | 'unreadable';

/** The secret, read anew so that a new version is seen. Undefined where it cannot be read or holds nothing. */
export async function readSecret(path: string): Promise<ReadonlyMap<string, string> | undefined> {
  try {
    const values = (await stat(path)).isDirectory() ? await readFolder(path) : parse(await readFile(path, 'utf8'));
    return values.size > 0 ? values : undefined;
  } catch {
    return undefined;
  }
}

export async function secretState(path: string | undefined): Promise<SecretState> {
  if (path === undefined) return 'none';
  return (await readSecret(path)) ? 'readable' : 'unreadable';
}

function parse(text: string): Map<string, string> {
  const values: unknown = JSON.parse(text);
  if (typeof values !== 'object' || values === null) return new Map();
  return new Map(Object.entries(values).map(([key, value]) => [key, String(value)]));
}

/** As Kubernetes mounts a Secret: a file for each key, beside links of its own that begin with two dots. */
async function readFolder(path: string): Promise<Map<string, string>> {
  const keys = (await readdir(path)).filter(key => !key.startsWith('.'));
  return new Map(await Promise.all(keys.map(async key => [key, await readFile(join(path, key), 'utf8')] as const)));
}
