import { statusWords } from '../../connection/answers';
import { KubeError } from '../../connection/errors';
import { textWithoutManagedFields } from './json';
import { isVersion } from './versions';

/** One line of a watch. */
export type WatchEvent =
  | { type: 'put' | 'gone'; object: WireObject }
  /** Everything up to `version` has been sent; `initial` when that ends the initial list. */
  | { type: 'bookmark'; version: string; initial: boolean };

/** As much of any object as is needed before it is known what it is. */
export interface WireObject {
  kind?: unknown;
  metadata?: {
    uid?: unknown;
    resourceVersion?: unknown;
    annotations?: Record<string, unknown> | null;
    continue?: unknown;
  } | null;
}

const INITIAL_END = 'k8s.io/initial-events-end';

/**
 * @throws SyntaxError for a line that is no watch event, and KubeError for an
 * event of type ERROR: 410 means that the version to go on from is forgotten.
 */
export function decodeEvent(line: Buffer): WatchEvent {
  const event = JSON.parse(textWithoutManagedFields(line));
  const object = event?.object;
  if (typeof object !== 'object' || object === null) {
    throw new SyntaxError('A line of the watch holds no object');
  }
  switch (event.type) {
    case 'ADDED':
    case 'MODIFIED':
      return { type: 'put', object };
    case 'DELETED':
      return { type: 'gone', object };
    case 'BOOKMARK':
      return bookmark(object);
    case 'ERROR': {
      const words = statusWords(object);
      const code = Number.isInteger(object.code) ? object.code : 500;
      throw new KubeError(code, words?.reason ?? 'Unknown', {
        message: words?.message ?? 'The watch ended with an error',
      });
    }
    default:
      throw new SyntaxError('A line of the watch has an unknown type');
  }
}

function bookmark({ metadata }: WireObject): WatchEvent {
  const version = metadata?.resourceVersion;
  if (!isVersion(version)) throw new SyntaxError('A bookmark has no version');
  const initial = metadata?.annotations?.[INITIAL_END] === 'true';
  return { type: 'bookmark', version, initial };
}
