import type { Proof } from './page';
import { requestStates } from './lifecycle';
import { describeRequest, firstValues } from './sentence';

const aProof = (outcome: Proof['outcome']) => ({
  what: 'every object is there',
  outcome,
  detail: '',
  at: '2026-11-30T10:00:00Z',
});
const secret = { kind: 'secret', name: 'db', revision: 1 } as const;

describe('describeRequest', () => {
  it.each([
    [
      { state: 'waiting' },
      'Secret db is waiting for a decision; nothing has been made yet.',
    ],
    [
      { state: 'waiting', approvedRevision: 1 },
      'Secret db is live, and a change of it is waiting for a decision.',
    ],
    [{ state: 'making' }, 'Secret db is approved, and is being made.'],
    [
      { state: 'making', waitsFor: 'Vault, which is sealed' },
      'Secret db is approved, and waits for Vault, which is sealed; it goes on by itself.',
    ],
    [
      { state: 'attention', attention: 'the ConfigMap belongs to somebody.' },
      'Secret db needs somebody: the ConfigMap belongs to somebody.',
    ],
    [
      { state: 'expired' },
      'Secret db has expired before it was decided; nothing was made.',
    ],
    [
      { state: 'expired', approvedRevision: 1 },
      'Secret db has expired, and is gone.',
    ],
    [{ state: 'live' }, 'Secret db is live.'],
    [
      { state: 'live', proofs: [aProof('proven'), aProof('proven')] },
      'Secret db is live. All checks passed.',
    ],
    [
      { state: 'live', proofs: [aProof('proven'), aProof('open')] },
      'Secret db is live. 1 of 2 checks did not pass.',
    ],
    [
      { state: 'live', waitsFor: firstValues },
      'Secret db is ready. Next: write its values.',
    ],
    [
      { state: 'live', waitsFor: 'its first pod' },
      'Secret db is made, and waits for its first pod.',
    ],
    [{ state: 'rejected' }, 'Secret db was rejected; nothing was made.'],
  ] as const)('%j', (fields, sentence) => {
    expect(describeRequest({ ...secret, ...fields })).toBe(sentence);
  });

  it.each(requestStates.map(state => [state]))('%s has one sentence', state => {
    expect(describeRequest({ ...secret, state })).toMatch(
      /^Secret db [^!]+[^.!]\.$/,
    );
  });
});
