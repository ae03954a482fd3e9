const clock: Intl.DateTimeFormatOptions = {
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
  timeZoneName: 'short',
};

/** `14:02 CET`, and the day before it where that is not today. */
export function timeOf(iso: string, now: number = Date.now()): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const time = new Intl.DateTimeFormat(undefined, clock).format(at);
  if (at.toDateString() === new Date(now).toDateString()) return time;
  const day = new Intl.DateTimeFormat(undefined, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(at);
  return `${day}, ${time}`;
}

/** To the second, with the zone: for titles and for copying. */
export function exactTime(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return new Intl.DateTimeFormat(undefined, {
    ...clock,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    second: '2-digit',
  }).format(at);
}

const steps: Array<[name: string, seconds: number]> = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
];

/** How long ago, in its largest unit: `3 d`, `5 h`, `12 min`, `40 s`. */
export function ageOf(iso: string, now: number): string {
  return lengthOf(now - Date.parse(iso));
}

/** How long something took, in its largest unit. */
export function lengthOf(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (Number.isNaN(seconds)) return '—';
  for (const [name, length] of steps) {
    if (seconds >= length) return `${Math.floor(seconds / length)} ${name}`;
  }
  return `${seconds} s`;
}
