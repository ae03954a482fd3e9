import type {
  RequestAct,
  RequestState,
} from '@paddock/backstage-plugin-paddock-common';
import { judgeAct, mayOf } from './may';
import type { Role } from './role';

const nobody: Role = {
  requester: false,
  receiver: false,
  member: false,
  administrator: false,
  approver: false,
  author: false,
  permits: { create: true, decide: true },
};
const member = { ...nobody, member: true };
const approver = { ...nobody, approver: true };

const row = (state: RequestState, approvedRevision?: number) => ({
  kind: 'secret' as const,
  state,
  ...(approvedRevision && { approvedRevision }),
});

describe('what somebody may do', () => {
  it.each<[string, RequestAct, RequestState, Role, true | 'state' | 'person']>([
    ['a member edits what waits', 'edit', 'waiting', member, true],
    ['a member edits nothing live', 'edit', 'live', member, 'state'],
    ['an approver edits nothing', 'edit', 'waiting', approver, 'person'],
    ['an approver approves what waits', 'approve', 'waiting', approver, true],
    ['an approver approves no draft', 'approve', 'draft', approver, 'state'],
    [
      'an author approves nothing, be it an administrator',
      'approve',
      'waiting',
      { ...approver, administrator: true, author: true },
      'person',
    ],
    ['a member approves nothing', 'reject', 'waiting', member, 'person'],
    [
      'an approver decides nothing against the policy',
      'approve',
      'waiting',
      { ...approver, permits: { create: true, decide: false } },
      'person',
    ],
    [
      'a requester withdraws, though of the team no longer',
      'withdraw',
      'waiting',
      { ...nobody, requester: true },
      true,
    ],
    ['nobody withdraws what is made', 'withdraw', 'making', member, 'state'],
    ['a member changes what is live', 'change', 'live', member, true],
    ['a member removes what is live', 'remove', 'live', member, true],
    ['nobody removes what waits', 'remove', 'waiting', member, 'state'],
    [
      'a member does nothing against the policy',
      'remove',
      'live',
      { ...member, permits: { create: false, decide: true } },
      'person',
    ],
    ['a member writes the value', 'writeValue', 'live', member, true],
    [
      'an administrator writes no value',
      'writeValue',
      'live',
      { ...nobody, administrator: true },
      'person',
    ],
    ['whoever sees it comments', 'comment', 'waiting', nobody, true],
    ['nobody comments on what is over', 'comment', 'removed', member, 'state'],
    ['a member tries again', 'retry', 'attention', member, true],
    ['nobody tries again what goes on', 'retry', 'making', member, 'state'],
  ])('%s', (_, ...[act, state, role, expected]) => {
    const may = judgeAct(act, row(state), role);
    expect(may === true ? true : may.lies).toBe(expected);
  });

  it('goes on for a value while a change waits', () => {
    expect(mayOf(row('waiting', 1), member).writeValue).toBe(true);
    expect(mayOf(row('waiting'), member).writeValue).toContain(
      'once it is live',
    );
  });

  it('is nothing but talk for what is over', () => {
    const may = mayOf(row('rejected'), { ...member, administrator: true });
    expect(Object.values(may).filter(each => each === true)).toEqual([]);
  });
});
