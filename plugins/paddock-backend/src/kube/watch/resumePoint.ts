import { compareVersions } from './read/versions';

/**
 * The cluster has answered with an older state than before: a backup was restored, or an API server lags behind the others.
 * That it is consistent says nothing about which of the two it is.
 */
export interface WentBack {
  to: string;
  /** The newest version that was seen: beyond it, the cluster has caught up. */
  from: string;
  /** Milliseconds of the clock. */
  at: number;
}

/** Where in the cluster's history a watch resumes. */
export type ResumePoint = {
  /** The newest version that was seen: the cluster's history must never end before it. */
  newest: string;
  /** The picture is older than one that was seen. */
  wentBack?: WentBack;
} & (
  | {
      /** All objects are read: `restored` also those that are older than what is known. */
      is: 'resync' | 'restored';
    }
  | {
      /** `doubtful`: the connection broke, and the cluster may come back with an older history, which is looked at first. */
      is: 'watch' | 'doubtful';
      version: string;
    }
);

export const firstResumePoint: ResumePoint = { is: 'resync', newest: '0' };

/** What a reflector learns of the cluster's history. */
export type Learned =
  /** The cache holds everything up to this version. */
  | { what: 'change'; version: string }
  /** A resync has ended: the whole picture is that of this version. */
  | { what: 'picture'; version: string }
  /** There is nothing to go on from. */
  | { what: 'forgotten' }
  | { what: 'connection-lost' }
  /** The history has not ended before what was seen. */
  | { what: 'history-holds' }
  /** It has: it ends at this version. `at` is in milliseconds of the clock. */
  | { what: 'history-older'; version: string; at: number }
  /** An older history counts as restored once it has gone on for `lagMs`. Milliseconds. */
  | { what: 'time'; now: number; lagMs: number };

/** The one way from a resume point to the next. */
export function advance(point: ResumePoint, learned: Learned): ResumePoint {
  const { newest, wentBack } = point;
  const seen = { newest, ...(wentBack && { wentBack }) };
  switch (learned.what) {
    case 'change': {
      const version =
        'version' in point
          ? later(point.version, learned.version)
          : learned.version;
      const is = point.is === 'doubtful' ? 'doubtful' : 'watch';
      return { ...seen, is, version, newest: later(newest, learned.version) };
    }
    case 'picture':
      return {
        ...seen,
        is: 'watch',
        version: learned.version,
        newest: learned.version,
      };
    case 'forgotten':
      return 'version' in point ? { ...seen, is: 'resync' } : point;
    case 'connection-lost':
      return point.is === 'watch' ? { ...point, is: 'doubtful' } : point;
    case 'history-holds':
      return point.is === 'doubtful' ? { ...point, is: 'watch' } : point;
    case 'history-older': {
      const from = later(wentBack?.from ?? '0', newest);
      const { version: to, at } = learned;
      return { is: 'restored', newest, wentBack: { to, from, at } };
    }
    // Time.
    default: {
      if (!wentBack) return point;
      const isPast = compareVersions(newest, wentBack.from) >= 0;
      const isOver = learned.now - wentBack.at >= learned.lagMs;
      return isPast || isOver ? { ...point, wentBack: undefined } : point;
    }
  }
}

/** Does the cluster's history end before something that was already seen? */
export function isOlder(point: ResumePoint, version: string): boolean {
  return point.is !== 'restored' && compareVersions(version, point.newest) < 0;
}

const later = (a: string, b: string) => (compareVersions(b, a) > 0 ? b : a);
