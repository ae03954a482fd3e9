import { cpus, totalmem } from 'node:os';

/** Raw numbers of one measurement; written down as they are. */
export type Measured = Readonly<Record<string, string | number>>;

/** Runs one benchmark, tells what it does, and returns its raw numbers. */
export type Bench = (say: (line: string) => void) => Promise<Measured[]>;

export const machine = () => ({
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? 'unknown',
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
});

/** The value below which this part of all values lies (nearest rank); 0.5 is the median. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? NaN;
}

export const rounded = (value: number) => Number(value.toPrecision(4));
