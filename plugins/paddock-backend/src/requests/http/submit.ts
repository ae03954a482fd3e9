import { amountsOf } from '@paddock/backstage-plugin-paddock-common';
import {
  type Act,
  type End,
  portal,
  recorded,
  type RecordParts,
} from '../../audit/recorded';
import { Unprocessable } from '../../http/unprocessable';
import { askRight, bindTo } from '../access/askRight';
import { targetOf } from '../check/submit';
import type { RequestParts } from '../parts';
import type {
  Entered,
  NewRevision,
  RequestRow,
  Submission,
} from '../store/store';

type Parts = Pick<
  RequestParts,
  'store' | 'settings' | 'notify' | 'clusters' | 'mayWork'
> &
  RecordParts;

type Written = Entered & { existed?: boolean };

interface Submitting {
  act: Act;
  /** It has passed its check. */
  revision: NewRevision;
  /** The request before this revision. */
  before?: RequestRow;
}

/**
 * Writes a revision, and decides it in the same transaction; what needs the cluster is asked before that.
 *
 * @param write - writes it as submitted, or as a draft
 * @throws Unprocessable when the budget was taken by others meanwhile, or the namespace is another one
 */
export async function submit<T extends Written>(
  parts: Parts,
  submitting: Submitting,
  write: (submission?: Submission) => Promise<T>,
): Promise<T> {
  const { act, revision, before } = submitting;
  const { requestId: id, spec, by } = revision;
  const target = { id, ...targetOf(spec) };
  const right = await askRight(parts, target, by);
  if (right.say === 'no') {
    if (!isApproved(before)) await recorded(parts, act, () => write(), endOf);
    throw notSubmitted(right.why, before);
  }
  const submission: Submission = {
    amounts: amountsOf(spec),
    budget: parts.settings.budgetOf(spec.team),
    ...(right.say === 'later' && { waitsFor: right.for }),
  };
  const run = async () => {
    await bindTo(parts, target, right);
    return write(submission);
  };
  const isByRule = revision.verdict.say === 'automatic' && right.say === 'yes';
  const entered = await recorded(
    parts,
    act,
    () => (isByRule ? approving(parts, submitting, run) : run()),
    endOf,
  );
  if (entered.over) {
    const why = 'The budget of the team was granted to others in between.';
    throw notSubmitted(why, before);
  }
  if (!entered.existed) tell(parts, revision, isByRule);
  return entered;
}

const isApproved = (before: RequestRow | undefined) =>
  before?.approvedRevision !== undefined;

/** Its twin has made the request already: this act ends under the id that it was begun with. */
export const endOf = ({ row, existed }: Written): End => ({
  detail: existed ? { existed: row.id } : {},
});

const notSubmitted = (why: string, before: RequestRow | undefined) =>
  new Unprocessable(
    `${why} ${
      isApproved(before)
        ? 'Everything stays as it was.'
        : 'The request is kept as a draft.'
    }`,
  );

/** The rules say yes by themselves; the portal is who decides. */
const approving = <T extends Written>(
  parts: Parts,
  { revision: { requestId, hash }, before }: Submitting,
  run: () => Promise<T>,
): Promise<T> =>
  recorded(
    parts,
    {
      actor: portal,
      event: 'request-approve',
      requestId,
      detail: { revision: (before?.revision ?? 0) + 1, hash },
    },
    run,
    entered =>
      entered.over ? { failed: 'over the budget of the team' } : endOf(entered),
  );

function tell(
  { notify }: Parts,
  { requestId: id, verdict, by }: NewRevision,
  isByRule: boolean,
) {
  if (verdict.say === 'approval') {
    notify({ id, kind: 'checked', text: verdict.because.join(' '), by });
  } else if (verdict.say === 'automatic' && isByRule) {
    notify({ id, kind: 'approved', text: verdict.because });
  }
}
