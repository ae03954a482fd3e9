import {
  type RequestAct,
  requestActs,
  type RequestState,
  stateInWords,
  statesFor,
} from '@paddock/backstage-plugin-paddock-common';
import type { RequestRow } from '../store/store';
import type { Role } from './role';

type Row = Pick<RequestRow, 'state' | 'kind' | 'approvedRevision' | 'offer'>;

/** Why not: the request is not in a state for it, or whoever asks is not the one to do it. */
export interface Denial {
  lies: 'state' | 'person';
  reason: string;
}
type May = true | Denial;

/** The first reason that there is, or yes. */
const unless = (...reasons: Array<false | Denial>): May =>
  reasons.find(reason => reason !== false) ?? true;

const person = (holds: boolean, reason: string): false | Denial =>
  holds && { lies: 'person', reason };

const notIn = (
  row: Row,
  states: readonly RequestState[],
  then: string,
): false | Denial =>
  !states.includes(row.state) && {
    lies: 'state',
    reason: `This request is ${stateInWords[row.state]}; ${then}.`,
  };

const notOfTeam = ({ member, administrator }: Role) =>
  person(
    !member && !administrator,
    'Only members of the owning team and administrators can do this.',
  );

const notPermitted = ({ permits }: Role) =>
  person(
    !permits.create,
    'The policy of this portal does not let you ask for anything.',
  );

function mayDecide(row: Row, role: Role): May {
  const { author, approver, administrator, permits } = role;
  return unless(
    notIn(
      row,
      statesFor.approve,
      'only what waits for a decision can be decided',
    ),
    person(
      author,
      'You asked for this or wrote a part of it, and nobody decides about their own request.',
    ),
    person(
      !approver && !administrator,
      'Only members of the approving groups and administrators can decide.',
    ),
    person(
      !permits.decide,
      'The policy of this portal does not let you decide about requests.',
    ),
  );
}

function mayWithdraw(row: Row, role: Role): May {
  return unless(
    notIn(
      row,
      statesFor.withdraw,
      'only what is not decided yet can be withdrawn',
    ),
    // What is in force is the team's, and so is a change of it.
    (row.approvedRevision !== undefined || !role.requester) && notOfTeam(role),
  );
}

function mayWriteValue(row: Row, role: Role): May {
  const isMade = [...statesFor.writeValue];
  // While a change of a live secret is considered, what was there before goes on.
  if (row.approvedRevision !== undefined) isMade.push('waiting');
  return unless(
    row.kind !== 'secret' && {
      lies: 'state',
      reason: 'Only secrets hold values.',
    },
    notIn(row, isMade, 'its value can be written once it is live'),
    person(
      !role.member,
      'Only members of the owning team can write its value.',
    ),
    notPermitted(role),
  );
}

function mayHandOver(row: Row, role: Role): May {
  return unless(
    notIn(row, statesFor.handOver, 'it can be handed over once it is live'),
    row.offer !== undefined && {
      lies: 'state',
      reason: 'It is offered to a team already. Take that back first.',
    },
    notOfTeam(role),
    notPermitted(role),
  );
}

const notOffered = ({ offer }: Row): false | Denial =>
  offer === undefined && {
    lies: 'state',
    reason: 'It is not offered to any team.',
  };

/** Nobody is given what they did not agree to: not even an administrator accepts for a team. */
function mayAccept(row: Row, role: Role): May {
  return unless(
    notOffered(row),
    notIn(row, statesFor.accept, 'it can be accepted once it is live again'),
    person(
      !role.receiver,
      'Only members of the team that it is offered to can accept it.',
    ),
    notPermitted(role),
  );
}

/** Both sides can end an offer. */
function mayDecline(row: Row, role: Role): May {
  return unless(
    notOffered(row),
    !role.receiver && notOfTeam(role),
    notPermitted(role),
  );
}

/** Whether somebody who sees a request may do this with it now. Pure. */
export function judgeAct(act: RequestAct, row: Row, role: Role): true | Denial {
  const byTeam = (states: readonly RequestState[], then: string) =>
    unless(notIn(row, states, then), notOfTeam(role), notPermitted(role));
  switch (act) {
    case 'edit':
      return byTeam(
        statesFor.edit,
        'only what is not decided yet can be edited',
      );
    case 'approve':
    case 'reject':
      return mayDecide(row, role);
    case 'withdraw':
      return mayWithdraw(row, role);
    case 'change':
      return byTeam(statesFor.change, 'it can be changed once it is live');
    case 'remove':
      return byTeam(
        statesFor.remove,
        'only what is made or being made can be removed',
      );
    case 'handOver':
      return mayHandOver(row, role);
    case 'accept':
      return mayAccept(row, role);
    case 'decline':
      return mayDecline(row, role);
    case 'writeValue':
      return mayWriteValue(row, role);
    case 'comment':
      return unless(notIn(row, statesFor.comment, 'its story is complete'));
    case 'retry':
      return byTeam(
        statesFor.retry,
        'only what needs attention can be tried again',
      );
    default:
      throw new Error(`Unknown act: ${act satisfies never}`);
  }
}

/** What somebody who sees a request may do with it now; where they may not, why. Pure. */
export function mayOf(row: Row, role: Role): Record<RequestAct, true | string> {
  const entries = requestActs.map(act => {
    const may = judgeAct(act, row, role);
    return [act, may === true ? true : may.reason] as const;
  });
  return Object.fromEntries(entries) as Record<RequestAct, true | string>;
}
