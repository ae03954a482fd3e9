import type { Count } from './suite.ts';

export interface Result extends Count {
  name: string;
  milliseconds: number;
}

const minutes = (milliseconds: number) => {
  const seconds = Math.round(milliseconds / 1000);
  const rest = String(seconds % 60).padStart(2, '0');
  return `${Math.floor(seconds / 60)}:${rest}`;
};

/** What each suite counted and how long it took (minutes:seconds), in columns. */
export function table(
  results: readonly Result[],
  milliseconds: number,
): string {
  const lines = [
    ['suite', 'passed', 'failed', 'time'],
    ...results.map(each => [
      each.name,
      String(each.passed),
      String(each.failed),
      minutes(each.milliseconds),
    ]),
    ['all', '', '', minutes(milliseconds)],
  ];
  return lines
    .map(([name = '', ...numbers]) =>
      [name.padEnd(12), ...numbers.map(each => each.padStart(8))].join(''),
    )
    .join('\n');
}
