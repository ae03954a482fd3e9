import type { WatchEvent } from './read/events';
import { Unreachable } from '../connection/errors';
import { arrive, isOlder, settle } from './place';
import {
  acceptOf,
  announceRestore,
  checkHistory,
  present,
  type Round,
  syncByPages,
} from './resync';
import { isVersion } from './read/versions';
import { readWatch } from './read/watchStream';

/** The server does not know the streaming list, or has it switched off. */
export class NoStreamingList extends Error {}

/** One round: a resync where one is needed, then a watch until the server ends it. */
export async function follow(round: Round) {
  const { place } = round;
  if (place.version && place.doubtful) await checkHistory(round);
  if (!place.version && !place.streamingList) await syncByPages(round);
  await watch(round);
}

async function watch(round: Round) {
  const { timing, place } = round;
  const stream = await openWatch(round);
  const opened = Date.now();
  // Of a streaming list: what it has brought, until its end.
  let seen = place.version ? undefined : new Set<string>();
  if (!seen) present(round, true);
  const events = readWatch(stream, {
    pace: round.pace,
    silenceMs: () =>
      seen ? timing.initialSilence : timing.silence ?? stream.silenceMs,
    tooSilent: () =>
      seen
        ? new NoStreamingList()
        : new Unreachable('The watch fell silent', undefined, true),
  });
  try {
    for await (const event of events) {
      place.attempt = 0;
      if (!seen) takeChange(round, event);
      else if (takeInitial(round, event, seen) === 'complete') seen = undefined;
    }
  } finally {
    if (Date.now() - opened > timing.fullLife) {
      place.attempt = 0;
      place.forgotten = 0;
    }
  }
}

async function openWatch(round: Round) {
  const { connection, watched, place, signal } = round;
  const start: Record<string, string> = place.version
    ? { resourceVersion: place.version }
    : { sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan' };
  return connection.stream(watched.path, {
    query: {
      watch: '1',
      allowWatchBookmarks: 'true',
      ...watched.query,
      ...start,
    },
    headers: { accept: acceptOf(round) },
    signal,
  });
}

function takeChange(round: Round, event: WatchEvent) {
  const { place } = round;
  takeVersion(round, event);
  if (place.wentBack) present(round);
}

function takeVersion({ place, intake }: Round, event: WatchEvent) {
  if (event.type === 'bookmark') {
    arrive(place, event.version);
    return;
  }
  if (event.type === 'gone') intake.gone(event.object);
  else intake.put(event.object);
  const version = event.object.metadata?.resourceVersion;
  if (isVersion(version)) arrive(place, version);
}

/** Initial objects come in any order; only their end says which version they are. */
function takeInitial(
  round: Round,
  event: WatchEvent,
  seen: Set<string>,
): 'complete' | 'more' {
  const { place, intake, cache } = round;
  if (event.type !== 'bookmark') {
    if (event.type === 'gone') intake.gone(event.object);
    else {
      const row = intake.put(event.object, place.restored);
      if (row) seen.add(row.id);
    }
    return 'more';
  }
  if (!event.initial) return 'more';
  if (isOlder(place, event.version)) {
    announceRestore(round, event.version);
    throw new Restored();
  }
  cache.keepOnly(seen);
  settle(place, event.version);
  present(round);
  return 'complete';
}

/** Found only at the end of a resync; the next one takes the older history as it is. */
export class Restored extends Error {}
