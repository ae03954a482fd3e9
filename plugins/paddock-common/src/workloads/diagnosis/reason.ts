/** A reason in words, to follow "X is stuck: ", and what a person can do about it. */
export interface Reason {
  words: string;
  advice?: string;
}

/** `1 pod`, `3 old pods` */
export function pods(count: number, which = ''): string {
  const noun = count === 1 ? 'pod' : 'pods';
  return which ? `${count} ${which} ${noun}` : `${count} ${noun}`;
}
