export const severities = [
  'error',
  'warning',
  'info',
  'debug',
  'other',
] as const;
export type Severity = (typeof severities)[number];

const words: Array<[Severity, RegExp]> = [
  ['error', /\b(?:error|fatal|panic|critical|emerg|alert|exception|severe)\b/i],
  ['warning', /\bwarn(?:ing)?\b/i],
  ['info', /\b(?:info|notice)\b/i],
  ['debug', /\b(?:debug|trace)\b/i],
];

/** klog's header: `E1123 08:00:00.000000`. */
const klog: Record<string, Severity> = {
  E: 'error',
  F: 'error',
  W: 'warning',
  I: 'info',
};

/** What a line says about itself at its beginning; a field named `level` counts wherever it is. */
export function severityOf(line: string): Severity {
  const [, letter] = /^([EFWI])\d{4} \d\d:\d\d/.exec(line) ?? [];
  if (letter) return klog[letter] ?? 'other';
  const [, level] =
    /"?\b(?:level|severity|lvl)"?\s*[=:]\s*"?([a-z]+)/i.exec(
      line.slice(0, 2_000),
    ) ?? [];
  const where = level ?? line.slice(0, 60);
  return words.find(([, pattern]) => pattern.test(where))?.[0] ?? 'other';
}
