import type { ObjectEvent } from '@paddock/backstage-plugin-paddock-common';
import type { AutoscalerRow } from '../../kube/watch/rows/scaling';
import { projectScalingHistory } from './history';
import { noNotes, notice, type ScalingNotes } from './notice';

const condition = (type: string, status: string, reason: string) => ({
  type,
  status,
  reason,
});
const active = condition('ScalingActive', 'True', 'ValidMetricFound');
const capped = condition('ScalingLimited', 'True', 'TooManyReplicas');

const row = (changes: Partial<AutoscalerRow> = {}): AutoscalerRow => ({
  kind: 'HorizontalPodAutoscaler',
  id: 'h',
  version: '1',
  name: 'api',
  namespace: 'payments',
  createdAt: '2026-11-23T08:00:00Z',
  target: { kind: 'Deployment', name: 'api' },
  min: 2,
  max: 10,
  current: 3,
  desired: 3,
  metrics: [],
  conditions: [active],
  ...changes,
});
const cpu = (current: string) => [
  {
    source: 'resource' as const,
    name: 'cpu',
    unit: 'percent-of-request' as const,
    target: '60',
    current,
  },
];
const at = (minute: number, second = 0) =>
  new Date(Date.UTC(2026, 10, 23, 9, minute, second)).toISOString();

/** What is remembered after these rows were seen, one a minute. */
const after = (...rows: AutoscalerRow[]) =>
  rows.reduce<ScalingNotes>(
    (notes, now, index) =>
      notice(notes, { before: rows[index - 1], now }, at(index)),
    noNotes,
  );

describe('what is remembered of an autoscaler', () => {
  it.each([
    ['the first look', [row()], []],
    ['the same again', [row(), row({ version: '2' })], []],
    [
      'more pods',
      [row(), row({ desired: 5, metrics: cpu('83') })],
      [
        {
          at: at(1),
          from: 3,
          to: 5,
          because: { by: 'metrics', metrics: cpu('83') },
        },
      ],
    ],
    [
      'as many as the maximum allows',
      [row(), row({ desired: 10, conditions: [active, capped] })],
      [
        {
          at: at(1),
          from: 3,
          to: 10,
          because: { by: 'metrics', metrics: [], bound: 'max' },
        },
      ],
    ],
    [
      'a new autoscaler, which wants nothing before its first look',
      [row({ desired: 0, conditions: [] }), row({ desired: 3 })],
      [],
    ],
  ])('%s', (_, rows, decisions) => {
    expect(after(...rows).decisions).toEqual(decisions);
  });

  it('takes figures once a minute, and a changed number of pods at once', () => {
    let notes = noNotes;
    const see = (now: AutoscalerRow, when: string) => {
      notes = notice(notes, { now }, when);
    };
    see(row({ metrics: cpu('50') }), at(0, 0));
    see(row({ metrics: cpu('55') }), at(0, 15));
    see(row({ metrics: cpu('70'), current: 4 }), at(0, 30));
    see(row({ metrics: cpu('71'), current: 4 }), at(1, 15));
    see(row({ metrics: cpu('72'), current: 4 }), at(1, 30));
    expect(notes.samples.map(({ metrics }) => metrics[0]?.current)).toEqual([
      '50',
      '70',
      '72',
    ]);
  });

  it('is bounded', () => {
    const many = Array.from({ length: 200 }, (_, index) =>
      row({ desired: (index % 5) + 1 }),
    );
    const notes = after(...many);
    expect(notes.decisions).toHaveLength(50);
    expect(notes.samples).toHaveLength(60);
    expect(notes.decisions.at(-1)?.at).toBe(at(199));
  });
});

describe('the history of an autoscaler', () => {
  const event = (message: string, lastAt: string): ObjectEvent => ({
    id: message,
    type: 'Normal',
    reason: 'SuccessfulRescale',
    message,
    count: 1,
    firstAt: lastAt,
    lastAt,
    about: 'HorizontalPodAutoscaler/api',
    by: 'horizontal-pod-autoscaler',
  });

  it('tells what was seen, and by events what was before', () => {
    const notes = after(row(), row({ desired: 5, metrics: cpu('83') }));
    const { decisions } = projectScalingHistory({ ...notes, since: at(0) }, [
      event('New size: 5; reason: cpu above target', at(1, 20)),
      event(
        'New size: 3; reason: All metrics below target',
        '2026-11-23T08:10:00Z',
      ),
      event('Something else', at(1)),
    ]);
    expect(decisions.map(({ to, because }) => [to, because.by])).toEqual([
      [5, 'metrics'],
      [3, 'event'],
    ]);
    expect(decisions[1]?.because).toEqual({
      by: 'event',
      message: 'All metrics below target',
    });
  });
});
