import {
  type TimelineKind,
  timelineKinds,
} from '@paddock/backstage-plugin-paddock-common';
import { mockServices } from '@backstage/backend-test-utils';
import { concerned, createNotify } from './notify';

const team = 'group:default/team-payments';
const ben = 'user:default/ben';
const leads = 'group:default/leads';
const waiting = { requestedBy: ben, team, state: 'waiting' } as const;

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
  ['handed-over', [ben, team]],
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
      revision: async () => {
        throw new Error('The database is away');
      },
    },
    send: async () => {},
    logger,
  });
  notify({ id: 'x', kind: 'approved', text: 'Yes.' });
  await expect(failed).resolves.toBeUndefined();
});
