import type { LongRange } from '@paddock/backstage-plugin-paddock-common';
import type { AskPrometheus } from './ask';
import { type HistoryQuery, type HistoryScope, queriesFor } from './queries';
import type { PrometheusSettings } from './settings';
import type { Series } from '../sample/sampler';

/** What Prometheus has of some scopes. */
export interface PastFigures {
  /** Milliseconds since 1970. */
  times: number[];
  /** As long as `times`. */
  values(series: Series): number[] | undefined;
  stepSeconds: number;
}

/** About 240 points, whatever the range. */
export const stepsOf: Readonly<Record<LongRange, number>> = {
  '60': 15,
  '360': 90,
  '1440': 360,
  '10080': 2520,
};

export interface PastQuestion {
  scopes: HistoryScope[];
  range: LongRange;
  /** Milliseconds since 1970. */
  now: number;
}

const keyOf = ({ namespace, pod, container, metric }: Series) =>
  [namespace, pod, container, metric].join('\n');

/** All figures of these scopes; what a pod uses is what its containers do. @throws PrometheusAway */
export async function readHistory(
  ask: AskPrometheus,
  { scopes, range, now }: PastQuestion,
  settings: Pick<PrometheusSettings, 'labels' | 'nodeLabel'>,
): Promise<PastFigures> {
  const step = stepsOf[range];
  const end = Math.floor(now / 1000 / step) * step;
  const start = end - Number(range) * 60;
  const length = (end - start) / step + 1;
  const found = new Map<string, number[]>();

  function put(series: Series, at: number, value: number) {
    const place = Math.round((at - start) / step);
    if (place < 0 || place >= length || !Number.isFinite(value)) return;
    const key = keyOf(series);
    const values = found.get(key) ?? new Array<number>(length).fill(NaN);
    found.set(key, values);
    const before = values[place]!;
    values[place] = Number.isNaN(before) ? value : before + value;
  }

  async function take({ query, metric, factor, whoseOf }: HistoryQuery) {
    for (const { labels, values } of await ask({ query, start, end, step })) {
      const whose = whoseOf(labels);
      for (const [at, value] of values) {
        put({ ...whose, metric }, at, value * factor);
        if (whose.container !== '' && metric !== 'throttled') {
          put({ ...whose, container: '', metric }, at, value * factor);
        }
      }
    }
  }

  await Promise.all(
    scopes.flatMap(scope => queriesFor(scope, step, settings)).map(take),
  );
  return {
    times: Array.from({ length }, (_, place) => (start + place * step) * 1000),
    values: series => found.get(keyOf(series)),
    stepSeconds: step,
  };
}
