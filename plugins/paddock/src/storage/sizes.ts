import { bytesText } from '@paddock/backstage-plugin-paddock-common';

/** `10 GiB`: by powers of two, with a space before the unit. */
export function sizeWords(bytes: number): string {
  const [, amount, unit] = /^([\d.]+)(.*)$/.exec(bytesText(bytes)) ?? [];
  return `${amount} ${unit}B`;
}

/** `31 %`, without a part that nobody could see. */
export const percentWords = (part: number, whole: number) =>
  whole > 0 ? `${Math.round((100 * part) / whole)} %` : '0 %';
