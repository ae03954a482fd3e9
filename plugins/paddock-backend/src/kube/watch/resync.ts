import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Connection } from '../connection/connection';
import type { Intake } from './intake';
import type { Pace } from './read/pace';
import { listVersion, pagedList } from './read/pagedList';
import { catchUp, isOlder, type Place, settle, startOver } from './place';
import type { Row } from './rows';
import type { Standing } from './freshness';
import type { Timing } from './timing';
import type { WatchCache } from './watchCache';
import type { WatchedObjects } from './watched';

/** Everything that a round of a reflector works with. */
export interface Round {
  watched: Omit<WatchedObjects<Row>, 'trim'>;
  connection: Connection;
  cache: Pick<WatchCache<Row>, 'keepOnly'>;
  intake: Intake;
  place: Place;
  standing: Standing;
  timing: Timing;
  pace: Pace;
  signal: AbortSignal;
  logger: LoggerService;
}

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
  round.place.doubtful = false;
  if (isOlder(round.place, version)) announceRestore(round, version);
}

export function announceRestore(round: Round, version: string) {
  const { place, logger, watched, connection } = round;
  logger.warn(
    `The history of the cluster "${connection.cluster}" ends at ${version}, before ${place.highest}, which was seen earlier: it was restored from a backup, or an API server lags behind. Its ${watched.kind} objects are read anew`,
  );
  startOver(place, version, Date.now());
}

/** The picture is whole, now or `soon`: it is fresh unless the cluster has gone back. */
export function present(
  { place, standing, timing, watched }: Round,
  soon = false,
) {
  catchUp(place, Date.now(), timing.lag);
  const { wentBack } = place;
  if (wentBack) {
    standing.stale(
      `The cluster went back: its ${watched.kind} objects are of version ${wentBack.to}, and ${wentBack.from} was seen before. It was restored from a backup, or an API server lags behind.`,
    );
  } else if (soon) standing.liveSoon();
  else standing.live();
}

/** Reads all objects page by page and takes over the difference. */
export async function syncByPages(round: Round) {
  const { place, intake, cache } = round;
  const seen = new Set<string>();
  let version: string | undefined;
  for await (const each of pagedList(listOf(round))) {
    if (version === undefined && isOlder(place, each.version)) {
      announceRestore(round, each.version);
    }
    version = each.version;
    const row = intake.put(each.object, place.restored);
    if (row) seen.add(row.id);
  }
  version ??= await listVersion(listOf(round));
  cache.keepOnly(seen);
  settle(place, version);
}

function listOf(round: Round) {
  const { connection, pace, signal, watched } = round;
  const accept = acceptOf(round, true);
  const { path, query } = watched;
  return { connection, pace, signal, path, accept, query };
}
