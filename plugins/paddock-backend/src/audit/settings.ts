import type { Config } from '@backstage/config';
import type { Head } from './trail';

export interface AuditSettings {
  /** The first one signs anchors; all of them are believed. Empty: nothing is signed. */
  keys: string[];
  /** A line that was taken from the log, and has to be in the chain. */
  anchor?: Head;
}

const shortest = 32;

/** @throws Error that names the key, for a value that cannot be meant */
export function readAuditSettings(config: Config): AuditSettings {
  const section = config.getOptionalConfig('paddock.audit');
  const key = section?.getOptionalString('key');
  const old = section?.getOptionalStringArray('oldKeys') ?? [];
  for (const [name, value] of [
    ['key', key] as const,
    ...old.map(each => ['oldKeys', each] as const),
  ]) {
    if (value !== undefined && value.length < shortest) {
      throw new Error(
        `paddock.audit.${name} must have at least ${shortest} characters, for example of "openssl rand -base64 32"`,
      );
    }
  }
  const anchor = section?.getOptionalString('anchor');
  return {
    keys: [...(key === undefined ? [] : [key]), ...old, ...backendKeys(config)],
    ...(anchor !== undefined && { anchor: parseAnchor(anchor) }),
  };
}

/** What signs where nothing else is configured; and what has signed until then. */
const backendKeys = (config: Config): string[] =>
  (config.getOptionalConfigArray('backend.auth.keys') ?? []).map(each =>
    each.getString('secret'),
  );

function parseAnchor(text: string): Head {
  const [, seq, hash] = /^([1-9]\d{0,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined) {
    throw new Error(
      'paddock.audit.anchor must be the number and the hash of a line as the log has them, "<number>:<hash>"',
    );
  }
  return { seq: Number(seq), hash };
}
