import {
  type MetricHistory,
  type MetricRange,
  metricRanges,
  shortRanges,
} from '@paddock/backstage-plugin-paddock-common';

const words: Record<MetricRange, string> = {
  '5': 'last 5 min',
  '15': 'last 15 min',
  '30': 'last 30 min',
  '60': 'last hour',
  '360': 'last 6 h',
  '1440': 'last 24 h',
  '10080': 'last 7 days',
};

export const rangeWords = (range: MetricRange): string => words[range];

/** What can be asked for; beside it what was asked for by an address that somebody has sent. */
export function rangesOf(
  { reach }: MetricHistory,
  chosen: MetricRange,
): readonly MetricRange[] {
  return metricRanges.filter(
    each =>
      reach === 'long' ||
      each === chosen ||
      shortRanges.some(short => short === each),
  );
}

const stepWords = (seconds: number) =>
  seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;

/** Where the figures come from, as far as it is not what one expects. */
export function historyWords(history: MetricHistory): string | undefined {
  switch (history.from) {
    case 'prometheus':
      return `From Prometheus, a point every ${stepWords(
        history.stepSeconds,
      )}: of memory the highest, of all others the mean.`;
    case 'looks-instead':
      return history.because;
    default:
      return undefined;
  }
}
