import type { Amounts } from '@paddock/backstage-plugin-paddock-common';

const steps: Array<[name: string, bytes: number]> = [
  ['TiB', 1024 ** 4],
  ['GiB', 1024 ** 3],
  ['MiB', 1024 ** 2],
  ['KiB', 1024],
];

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** `8 GiB`, in powers of two. */
export function bytesInWords(bytes: number): string {
  const step = steps.find(([, size]) => Math.abs(bytes) >= size);
  return step
    ? `${number.format(bytes / step[1])} ${step[0]}`
    : `${number.format(bytes)} B`;
}

/** `4 cores`, `500 mCPU`; given in thousandths of a core. */
export function cpuInWords(milli: number): string {
  if (milli !== 0 && Math.abs(milli) < 1000) return `${milli} mCPU`;
  return `${number.format(milli / 1000)} ${milli === 1000 ? 'core' : 'cores'}`;
}

/** Every amount with its name, and how it is said. */
export const amountKinds: ReadonlyArray<{
  key: keyof Amounts;
  label: string;
  inWords: (amount: number) => string;
}> = [
  { key: 'cpuMilli', label: 'CPU', inWords: cpuInWords },
  { key: 'memoryBytes', label: 'Memory', inWords: bytesInWords },
  { key: 'storageBytes', label: 'Storage', inWords: bytesInWords },
  { key: 'pods', label: 'Pods', inWords: pods => `${number.format(pods)}` },
];
