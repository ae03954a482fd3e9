import type { Proof } from './page';
import type { RequestState } from './lifecycle';
import type { RequestLine } from './page';

/** Where a request is, to follow "it is". */
export const stateInWords: Readonly<Record<RequestState, string>> = {
  draft: 'a draft',
  waiting: 'waiting for a decision',
  making: 'being made',
  attention: 'in need of attention',
  live: 'live',
  removing: 'being removed',
  withdrawn: 'withdrawn',
  rejected: 'rejected',
  expired: 'expired',
  removed: 'removed',
};

const nouns = {
  namespace: 'Namespace',
  secret: 'Secret',
  volume: 'Volume',
} as const;

/** What a secret without any value waits for. */
export const firstValues = 'its first values';

/** What is not waited for may be open all the same: a cluster need not enforce its NetworkPolicies. */
function describeChecks(proofs: readonly Proof[]): string {
  const left = proofs.filter(({ outcome }) => outcome !== 'proven').length;
  if (proofs.length === 0) return '';
  return left === 0
    ? ' All checks passed.'
    : ` ${left} of ${proofs.length} checks did not pass.`;
}

function describeLive(
  what: string,
  { waitsFor, proofs = [] }: Pick<Spoken, 'waitsFor' | 'proofs'>,
): string {
  if (!waitsFor) return `${what} is live.${describeChecks(proofs)}`;
  return waitsFor === firstValues
    ? `${what} is ready. Next: write its values.`
    : `${what} is made, and waits for ${waitsFor}.`;
}

type Spoken = Pick<
  RequestLine,
  | 'kind'
  | 'name'
  | 'state'
  | 'revision'
  | 'approvedRevision'
  | 'waitsFor'
  | 'attention'
> & {
  /** Where they are known. */
  proofs?: readonly Proof[];
};

/** Says in one sentence how a request is. Pure; instants are the pages' matter. */
export function describeRequest(request: Spoken): string {
  const what = `${nouns[request.kind]} ${request.name}`;
  switch (request.state) {
    case 'draft':
      return `${what} is a draft: nobody but its team has been asked yet.`;
    case 'waiting':
      return request.approvedRevision === undefined
        ? `${what} is ${
            stateInWords[request.state]
          }; nothing has been made yet.`
        : `${what} is live, and a change of it is ${
            stateInWords[request.state]
          }.`;
    case 'making':
      return request.waitsFor
        ? `${what} is approved, and waits for ${request.waitsFor}; it goes on by itself.`
        : `${what} is approved, and is being made.`;
    case 'attention':
      return `${what} needs somebody: ${
        request.attention ?? 'it does not go on by itself'
      }`.replace(/\.?$/, '.');
    case 'live':
      return describeLive(what, request);
    case 'removing':
      return request.waitsFor
        ? `${what} is being removed, and waits for ${request.waitsFor}; it goes on by itself.`
        : `${what} is being removed.`;
    case 'withdrawn':
    case 'rejected':
      return `${what} was ${stateInWords[request.state]}; nothing was made.`;
    case 'expired':
      return request.approvedRevision === undefined
        ? `${what} has expired before it was decided; nothing was made.`
        : `${what} has expired, and is gone.`;
    case 'removed':
      return `${what} was removed; nothing of it is left.`;
    default:
      throw new Error(`Unknown state: ${request.state satisfies never}`);
  }
}
