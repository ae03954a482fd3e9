import type { Verdict } from '@paddock/backstage-plugin-paddock-common';
import { sentence } from '../parts/state/sentence';
import { listed, nameOfRef } from './words';

/** `a lead of team-payments` for the group of its leads; else `a member of platform-admins`. */
export function approverInWords(ref: string): string {
  const name = nameOfRef(ref);
  return name.endsWith('-leads')
    ? `a lead of ${name.slice(0, -'-leads'.length)}`
    : `a member of ${name}`;
}

/** What will happen, in one sentence; and, where it is not possible, what would make it so. */
export function describeVerdict(verdict: Verdict): {
  line: string;
  advice?: string;
} {
  switch (verdict.say) {
    case 'automatic':
      return { line: `Will be approved at once. ${sentence(verdict.because)}` };
    case 'approval': {
      const who = listed(verdict.approvers.map(approverInWords), 'or');
      const why = verdict.because.map(sentence).join(' ');
      return { line: `Needs ${who || 'an approval'}: ${why}` };
    }
    default:
      return {
        line: `Not possible: ${verdict.because.map(sentence).join(' ')}`,
        advice: verdict.instead && sentence(verdict.instead),
      };
  }
}
