import type { How } from './process.ts';

export interface Count {
  passed: number;
  failed: number;
}

/** `only` are parts of names of files; none means all. */
export type Suite = (how: How, only: readonly string[]) => Promise<Count>;

export const nothing: Count = { passed: 0, failed: 0 };

export const sum = (counts: readonly Count[]): Count => ({
  passed: counts.reduce((total, { passed }) => total + passed, 0),
  failed: counts.reduce((total, { failed }) => total + failed, 0),
});
