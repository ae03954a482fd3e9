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

/** What a reflector knows of its place in the cluster's history. */
export interface Place {
  /** To go on from; undefined asks for a resync. */
  version?: string;
  /** The newest version that was ever seen: the cluster's history must never end before it. */
  highest: string;
  /** Does the server know the streaming list (Kubernetes 1.32 and, again, from 1.34 on)? */
  streamingList: boolean;
  /** The connection broke: the cluster may come back with an older history. */
  doubtful: boolean;
  /** The cluster was restored from a backup: what it says is right, though older than what is known. */
  restored: boolean;
  /** The picture is older than one that was seen. */
  wentBack?: WentBack;
  /** Failures in a row. */
  attempt: number;
  /** How often in a row the cluster has forgotten the place soon after it was reached. */
  forgotten: number;
}

export function startPlace(): Place {
  return {
    highest: '0',
    streamingList: true,
    doubtful: false,
    restored: false,
    attempt: 0,
    forgotten: 0,
  };
}

/** The cache holds everything up to `version`. */
export function arrive(place: Place, version: string) {
  if (!place.version || compareVersions(version, place.version) > 0) {
    place.version = version;
  }
  if (compareVersions(version, place.highest) > 0) place.highest = version;
}

/** A resync has ended: the whole picture is that of `version`. */
export function settle(place: Place, version: string) {
  place.version = version;
  place.highest = version;
  place.restored = false;
  place.doubtful = false;
}

/** Does the cluster's history end before something that was already seen? */
export function isOlder(place: Place, version: string): boolean {
  return !place.restored && compareVersions(version, place.highest) < 0;
}

/** Forgets the old history: the next resync takes every object as it is told. `to` is the version where it ends. */
export function startOver(place: Place, to: string, at: number) {
  const from = place.wentBack?.from ?? '0';
  const newest =
    compareVersions(from, place.highest) > 0 ? from : place.highest;
  place.wentBack = { to, from: newest, at };
  place.version = undefined;
  place.restored = true;
  place.doubtful = false;
}

/** Forgets that the cluster went back once it has caught up, or has gone on from there for `ms`: then it was restored. */
export function catchUp(place: Place, now: number, ms: number) {
  const { wentBack, highest } = place;
  if (!wentBack) return;
  const isPast = compareVersions(highest, wentBack.from) >= 0;
  if (isPast || now - wentBack.at >= ms) place.wentBack = undefined;
}
