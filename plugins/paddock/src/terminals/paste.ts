import { longestPaste } from '@paddock/backstage-plugin-paddock-common';

export type Pasted =
  | { is: 'plain'; text: string }
  /** Each line is a command that runs at once. */
  | { is: 'several-lines'; text: string; lines: number }
  | { is: 'too-long' };

/** What is about to be pasted. Characters that steer terminals are left out: nobody sees them before they act. */
export function lookAtPaste(given: string): Pasted {
  if (new TextEncoder().encode(given).length > longestPaste) {
    return { is: 'too-long' };
  }
  const text = given.replace(/[^\P{Cc}\t\r\n]/gu, '');
  const lines = text.split(/\r\n|\r|\n/).length;
  return lines > 1
    ? { is: 'several-lines', text, lines }
    : { is: 'plain', text };
}
