import type { WireObject } from './read/events';
import type { Intern } from './intern';
import type { Row } from './rows';
import { isVersion } from './read/versions';
import type { WatchCache } from './watchCache';
import type { WatchedObjects } from './watched';

/** Takes objects of one kind into its cache; whatever is no such object is counted and left out. */
export interface Intake {
  /** Objects that were left out, since the start. */
  readonly skipped: number;
  put(object: WireObject, force?: boolean): Row | undefined;
  gone(object: WireObject): void;
}

/** More than any cluster holds; a server that sends more is not to be believed. */
const MAX_ROWS = 500_000;

export function createIntake<R extends Row>(
  {
    kind,
    trim,
    most = MAX_ROWS,
  }: Pick<WatchedObjects<R>, 'kind' | 'trim' | 'most'>,
  cache: WatchCache<R>,
  intern: Intern,
): Intake {
  let skipped = 0;

  function isExpected(object: WireObject): boolean {
    const named = object.kind;
    // Objects in a list do not say what they are.
    return (
      named === undefined || named === kind || named === 'PartialObjectMetadata'
    );
  }

  return {
    get skipped() {
      return skipped;
    },
    put(object, force) {
      try {
        if (!isExpected(object)) throw new TypeError('Another kind');
        const row = trim(object, intern);
        if (cache.size >= most && !cache.get(row.id)) {
          if (most === MAX_ROWS) throw new RangeError('Too many objects');
          for (const { id } of cache.all()) {
            // Those that came first are first.
            cache.drop(id);
            break;
          }
        }
        cache.put(row, force);
        return row;
      } catch {
        skipped += 1;
        return undefined;
      }
    },
    gone({ metadata }) {
      const version = metadata?.resourceVersion;
      if (typeof metadata?.uid !== 'string') skipped += 1;
      else cache.drop(metadata.uid, isVersion(version) ? version : undefined);
    },
  };
}
