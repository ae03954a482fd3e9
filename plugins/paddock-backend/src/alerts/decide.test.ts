import type { Alert, KnownAlert } from './alert';
import { decide, type Decisions } from './decide';

const minute = 60_000;
const now = 100 * minute;

const alert = (changes: Partial<Alert> = {}): Alert => ({
  key: 'stuck/1',
  kind: 'stuck',
  cluster: 'prod-1',
  namespace: 'payments',
  title: 'It is stuck',
  description: '',
  over: 'It is no longer stuck',
  components: [],
  rights: [],
  ...changes,
});

const known = (changes: Partial<KnownAlert> = {}): KnownAlert => ({
  key: 'stuck/1',
  kind: 'stuck',
  cluster: 'prod-1',
  seenAt: now - minute,
  toldTo: [],
  over: '',
  link: '',
  ...changes,
});

const nothing: Decisions = {
  begun: [],
  due: [],
  back: [],
  absent: [],
  over: [],
};
const capped = alert({ kind: 'capped', since: now - 15 * minute });
const told = known({ toldAt: now - minute, toldTo: ['group:default/team'] });

it.each<[string, Alert[], KnownAlert[], Partial<Decisions>]>([
  ['nothing', [], [], {}],
  ['what is new', [alert()], [], { begun: [alert()] }],
  ['what has not lasted', [alert()], [known()], {}],
  [
    'what lasts',
    [alert()],
    [known({ seenAt: now - 2 * minute })],
    { due: [alert()] },
  ],
  [
    'what lasts by the cluster’s own account, after a restart',
    [capped],
    [known({ kind: 'capped', seenAt: now })],
    { due: [capped] },
  ],
  [
    'what does not last for long enough by it',
    [alert({ kind: 'capped', since: now - 14 * minute })],
    [known({ kind: 'capped', seenAt: now })],
    {},
  ],
  [
    'what has become faint before anybody was told',
    [alert({ isFaint: true })],
    [known({ seenAt: now - 2 * minute })],
    {},
  ],
  ['what was told', [alert()], [told], {}],
  ['what is missing', [], [told], { absent: [told] }],
  [
    'what is missing for a moment',
    [],
    [known({ absentSince: now - 30_000 })],
    {},
  ],
  [
    'what is over',
    [],
    [known({ absentSince: now - 3 * minute })],
    { over: [known({ absentSince: now - 3 * minute })] },
  ],
  [
    'what is there again',
    [alert()],
    [known({ toldAt: 1, absentSince: now - minute })],
    { back: [known({ toldAt: 1, absentSince: now - minute })] },
  ],
  ['what is too faint to begin', [alert({ isFaint: true })], [], {}],
  ['what is faint, and not over', [alert({ isFaint: true })], [told], {}],
  [
    'what cannot be judged now',
    [alert({ key: 'stuck/2', cluster: 'away' })],
    [known({ cluster: 'away', absentSince: 1 })],
    {},
  ],
])('%s', (_, alerts, all, expected) => {
  expect(
    decide({
      alerts,
      known: all,
      isJudged: (_kind, cluster) => cluster === 'prod-1',
      afterMs: { stuck: 2 * minute, capped: 15 * minute, quota: 0 },
      now,
    }),
  ).toEqual({ ...nothing, ...expected });
});
