import {
  type TimelineKind,
  timelineKinds,
} from '@paddock/backstage-plugin-paddock-common';
import { mockServices } from '@backstage/backend-test-utils';
import { concerned, createNotify, messagesOf } from './notify';

const team = 'group:default/team-payments';
const ben = 'user:default/ben';
const leads = 'group:default/leads';
const waiting = {
  requestedBy: ben,
  handedOver: false,
  team,
  state: 'waiting',
} as const;

it.each<[TimelineKind, string[]]>([
  ['checked', [leads]],
  ['edited', [leads]],
  ['comment', [ben, leads]],
  ['approved', [ben]],
  ['rejected', [ben]],
  ['proven', [ben]],
  ['attention', [ben, team]],
  ['expiry-warning', [ben, team]],
  ['expired', [ben, team]],
  ['handed-over', [team]],
  ['made', []],
  ['value-written', []],
])('tells of "%s" whom it concerns', (kind, who) => {
  expect(concerned(kind, waiting, [leads])).toEqual(who);
});

it('knows whom everything concerns', () => {
  for (const kind of timelineKinds) {
    expect(Array.isArray(concerned(kind, waiting, []))).toBe(true);
  }
});

describe('an earlier message', () => {
  const trouble = { approvers: [leads], wasInTrouble: false };

  it.each(['approved', 'rejected', 'withdrawn', 'expired'] as const)(
    'that something waits for a decision is replaced once it was %s',
    kind => {
      const messages = messagesOf({ kind }, waiting, trouble);
      expect(messages).toContainEqual({
        to: [leads],
        about: 'decision',
        isUpdate: true,
      });
      const asked = messagesOf({ kind: 'checked' }, waiting, trouble);
      expect(asked).toEqual([{ to: [leads], about: 'decision' }]);
    },
  );

  it('to the team that something is offered to is replaced once that is over', () => {
    const ended = { kind: 'offer-ended', offeredTo: leads } as const;
    expect(messagesOf(ended, waiting, trouble)).toContainEqual({
      to: [leads],
      about: 'offer',
      isUpdate: true,
    });
  });

  it('that it needs somebody is replaced once it is live again', () => {
    const live = { ...waiting, state: 'live' } as const;
    const after = { approvers: [], wasInTrouble: true };
    expect(messagesOf({ kind: 'proven' }, live, after)).toEqual([
      { to: [ben], about: 'state' },
      { to: [team], about: 'state', isUpdate: true },
    ]);
  });
});

it('says nothing of what was handed over to whoever asked for it', () => {
  const given = { ...waiting, state: 'live', handedOver: true } as const;
  for (const kind of timelineKinds) {
    expect(concerned(kind, given, [])).not.toContain(ben);
  }
});

it('goes on when nobody can be told', async () => {
  const logger = mockServices.logger.mock();
  const failed = new Promise<void>(resolve => {
    logger.warn.mockImplementation(() => resolve());
  });
  const notify = createNotify({
    store: {
      get: async () => {
        throw new Error('The database is away');
      },
      timeline: async () => [],
      revision: async () => {
        throw new Error('The database is away');
      },
    },
    send: async () => {},
    audience: async refs => [...refs],
    administrators: [],
    nameOf: async ref => ref,
    logger,
  });
  notify({ id: 'x', kind: 'approved', text: 'Yes.' });
  await expect(failed).resolves.toBeUndefined();
});
