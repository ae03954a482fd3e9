import type { WatchEvent } from './read/events';
import { Unreachable } from '../connection/errors';
import { isOlder } from './resumePoint';
import {
  acceptOf,
  announceRestore,
  checkHistory,
  isRestored,
  learn,
  reportWhole,
  type Round,
  syncByPages,
} from './resync';
import { isVersion } from './read/versions';
import { readWatch } from './read/watchStream';

/** The server does not know the streaming list, or has it switched off. */
export class NoStreamingList extends Error {}

/** One round: a resync where one is needed, then a watch until the server ends it. */
export async function follow(round: Round) {
  if (round.resumePoint.is === 'doubtful') await checkHistory(round);
  if (!isKnown(round) && !round.streamingList) await syncByPages(round);
  await watch(round);
}

const isKnown = ({ resumePoint }: Round) => 'version' in resumePoint;

async function watch(round: Round) {
  const { timing } = round;
  const stream = await openWatch(round);
  const opened = Date.now();
  // Of a streaming list: what it has brought, until its end.
  let seen = isKnown(round) ? undefined : new Set<string>();
  if (!seen) reportWhole(round, true);
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
      round.attempt = 0;
      if (!seen) takeChange(round, event);
      else if (takeInitial(round, event, seen) === 'complete') seen = undefined;
    }
  } finally {
    if (Date.now() - opened > timing.fullLife) {
      round.attempt = 0;
      round.forgotten = 0;
    }
  }
}

async function openWatch(round: Round) {
  const { connection, watched, resumePoint, signal } = round;
  const start: Record<string, string> =
    'version' in resumePoint
      ? { resourceVersion: resumePoint.version }
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
  takeVersion(round, event);
  if (round.resumePoint.wentBack) reportWhole(round);
}

function takeVersion(round: Round, event: WatchEvent) {
  const { intake } = round;
  if (event.type === 'bookmark') {
    learn(round, { what: 'change', version: event.version });
    return;
  }
  if (event.type === 'gone') intake.gone(event.object);
  else intake.put(event.object);
  const version = event.object.metadata?.resourceVersion;
  if (isVersion(version)) learn(round, { what: 'change', version });
}

/** Initial objects come in any order; only their end says which version they are. */
function takeInitial(
  round: Round,
  event: WatchEvent,
  seen: Set<string>,
): 'complete' | 'more' {
  const { intake, cache } = round;
  if (event.type !== 'bookmark') {
    if (event.type === 'gone') intake.gone(event.object);
    else {
      const row = intake.put(event.object, isRestored(round));
      if (row) seen.add(row.id);
    }
    return 'more';
  }
  if (!event.initial) return 'more';
  if (isOlder(round.resumePoint, event.version)) {
    announceRestore(round, event.version);
    throw new Restored();
  }
  cache.keepOnly(seen);
  learn(round, { what: 'picture', version: event.version });
  reportWhole(round);
  return 'complete';
}

/** Found only at the end of a resync; the next one takes the older history as it is. */
export class Restored extends Error {}
