import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Connection } from '../connection/connection';
import type { Intake } from './intake';
import type { Pace } from './read/pace';
import { listVersion, pagedList } from './read/pagedList';
import {
  advance,
  isOlder,
  type Learned,
  type ResumePoint,
} from './resumePoint';
import type { Row } from './rows';
import type { Freshness } from './freshness';
import type { Timing } from './timing';
import type { WatchCache } from './watchCache';
import type { WatchedObjects } from './watched';

/** Everything that a round of a reflector works with. */
export interface Round {
  watched: Omit<WatchedObjects<Row>, 'trim'>;
  connection: Connection;
  cache: Pick<WatchCache<Row>, 'keepOnly'>;
  intake: Intake;
  resumePoint: ResumePoint;
  /** Does the server know the streaming list (Kubernetes 1.32 and, again, from 1.34 on)? */
  streamingList: boolean;
  /** Failures in a row. */
  attempt: number;
  /** How often in a row the cluster has forgotten the resume point soon after it was reached. */
  forgotten: number;
  freshness: Freshness;
  timing: Timing;
  pace: Pace;
  signal: AbortSignal;
  logger: LoggerService;
}

export function learn(round: Round, learned: Learned) {
  round.resumePoint = advance(round.resumePoint, learned);
}

/** Objects are taken as they are told, though they are older than what is known. */
export const isRestored = ({ resumePoint }: Round) =>
  resumePoint.is === 'restored';

/** The form in which the API server is to send objects (or a list) of this kind. */
export function acceptOf({ watched }: Round, list = false): string {
  if (!watched.metadataOnly) return 'application/json';
  const as = `PartialObjectMetadata${list ? 'List' : ''}`;
  return `application/json;as=${as};g=meta.k8s.io;v=v1`;
}

/**
 * After a restore from a backup the cluster would let us wait for a version that
 * may never come. So whoever was cut off asks for the present version first.
 */
export async function checkHistory(round: Round) {
  const version = await listVersion(listOf(round));
  if (isOlder(round.resumePoint, version)) announceRestore(round, version);
  else learn(round, { what: 'history-holds' });
}

export function announceRestore(round: Round, version: string) {
  const { resumePoint, logger, watched, connection } = round;
  logger.warn(
    `The history of the cluster "${connection.cluster}" ends at ${version}, before ${resumePoint.newest}, which was seen earlier: it was restored from a backup, or an API server lags behind. Its ${watched.kind} objects are read anew`,
  );
  learn(round, { what: 'history-older', version, at: Date.now() });
}

/** The picture is whole, now or `soon`: it is fresh unless the cluster has gone back. */
export function reportWhole(round: Round, soon = false) {
  const { freshness, timing, watched } = round;
  learn(round, { what: 'time', now: Date.now(), lagMs: timing.lag });
  const { wentBack } = round.resumePoint;
  if (wentBack) {
    freshness.stale(
      `The cluster went back: its ${watched.kind} objects are of version ${wentBack.to}, and ${wentBack.from} was seen before. It was restored from a backup, or an API server lags behind.`,
    );
  } else if (soon) freshness.liveSoon();
  else freshness.live();
}

/** Reads all objects page by page and takes over the difference. */
export async function syncByPages(round: Round) {
  const { intake, cache } = round;
  const seen = new Set<string>();
  let version: string | undefined;
  for await (const each of pagedList(listOf(round))) {
    if (version === undefined && isOlder(round.resumePoint, each.version)) {
      announceRestore(round, each.version);
    }
    version = each.version;
    const row = intake.put(each.object, isRestored(round));
    if (row) seen.add(row.id);
  }
  version ??= await listVersion(listOf(round));
  cache.keepOnly(seen);
  learn(round, { what: 'picture', version });
}

function listOf(round: Round) {
  const { connection, pace, signal, watched } = round;
  const accept = acceptOf(round, true);
  const { path, query } = watched;
  return { connection, pace, signal, path, accept, query };
}
