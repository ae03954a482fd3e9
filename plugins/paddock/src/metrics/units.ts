import type {
  Figure,
  MetricName,
} from '@paddock/backstage-plugin-paddock-common';

const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** `250 mCPU`; from ten cores on `12.5 cores`. */
const cpuWords = (milli: number): string =>
  milli < 10_000
    ? `${Math.round(milli)} mCPU`
    : `${Number((milli / 1000).toFixed(1))} cores`;

/** `64 MiB`: by powers of two, to a tenth. */
export function sizeWords(bytes: number): string {
  let unit = 0;
  let amount = bytes;
  while (amount >= 1024 && unit < binary.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${Number(amount.toFixed(1))} ${binary[unit]}`;
}

const rateWords = (bytes: number) => `${sizeWords(bytes)}/s`;

const words: Record<MetricName, (value: number) => string> = {
  cpu: cpuWords,
  memory: sizeWords,
  networkIn: rateWords,
  networkOut: rateWords,
  diskRead: rateWords,
  diskWrite: rateWords,
};

/** An amount of this metric with its unit. */
export const amountWords = (metric: MetricName, value: number): string =>
  words[metric](value);

/** `12 %` of a share from 0 to 1. */
export const shareWords = (share: number) => `${Math.round(share * 100)} %`;

/** A figure as it is said in a line of text. */
export const figureWords = (metric: MetricName, figure: Figure): string =>
  figure.state === 'known' ? amountWords(metric, figure.value) : 'not measured';
