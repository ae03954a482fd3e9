import {
  type LongRange,
  longRanges,
  type MetricHistory,
  type MetricRange,
} from '@paddock/backstage-plugin-paddock-common';
import { PrometheusAway } from './prometheus/ask';
import type { PastOfClusters } from './prometheus/createHistory';
import type { HistoryScope } from './prometheus/queries';
import type { PastFigures } from './prometheus/readHistory';
import type { Measurements } from './sample/sampler';

/** What was measured from a time on, and where that comes from. */
export interface PastWindow {
  measured: Measurements;
  /** Milliseconds since 1970. */
  since: number;
  about: MetricHistory;
}

export interface HistoryWanted {
  cluster: string;
  range: MetricRange;
  scopes: HistoryScope[];
}

/** All that the portal keeps by itself. */
const MOST_LOOKS_MS = 30 * 60_000;

const isLong = (range: MetricRange): range is LongRange =>
  longRanges.some(each => each === range);

/** Of a long range what Prometheus has; where that is away, what the portal has looked at, with the reason. */
export async function windowOf(
  { cluster, range, scopes }: HistoryWanted,
  measured: Measurements,
  past: PastOfClusters,
): Promise<PastWindow> {
  const reach = past.has(cluster) ? 'long' : 'short';
  if (!isLong(range)) {
    const since = Date.now() - Number(range) * 60_000;
    return { measured, since, about: { from: 'looks', reach } };
  }
  const instead = (because: string): PastWindow => ({
    measured,
    since: Date.now() - MOST_LOOKS_MS,
    about: { from: 'looks-instead', because, reach },
  });
  if (reach === 'short') {
    return instead(
      'No Prometheus is configured for this cluster: the portal itself keeps 30 min.',
    );
  }
  try {
    const figures = await past.read(cluster, { scopes, range });
    return {
      measured: pastMeasurements(figures, measured),
      since: 0,
      about: {
        from: 'prometheus',
        stepSeconds: figures.stepSeconds,
        reach: 'long',
      },
    };
  } catch (error) {
    if (!(error instanceof PrometheusAway)) throw error;
    return instead(
      `${error.message} What is shown is what the portal itself has kept, of the last 30 min.`,
    );
  }
}

const pastMeasurements = (
  figures: PastFigures,
  live: Measurements,
): Measurements => ({
  ...live,
  times: () => figures.times,
  values: figures.values,
  standing: () => ({ source: 'prometheus' }),
});
