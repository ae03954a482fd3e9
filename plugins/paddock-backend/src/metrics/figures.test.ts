import { podAmounts, startedAmounts } from '../kube/objects/podAmounts';
import { countOn, ratesOf } from './sample/rates';
import type { Counter } from './sample/reading';
import { createRing } from './sample/ring';
import { perMetric } from './subjects/subjects';
import { withQuota } from './subjects/quota';
import { latestOf, measuredOf, runsOf, sumOf, usageOf } from './subjects/usage';

const counter = (changes: Partial<Counter>): Counter => ({
  namespace: 'payments',
  pod: 'api-1',
  container: '',
  metric: 'networkIn',
  part: 'eth0',
  at: 0,
  value: 0,
  ...changes,
});

/** Of several looks, one after the other. */
const ratesAfter = (...looks: Counter[][]) =>
  ratesOf(looks.reduce(countOn, new Map() as ReturnType<typeof countOn>)).map(
    ({ container, metric, value }) => [container, metric, value],
  );

describe('a rate', () => {
  it.each<[string, Partial<Counter>, Partial<Counter>, number | undefined]>([
    ['is what was counted in between', { value: 100 }, { value: 400 }, 20],
    ['is nothing where nothing was counted', { value: 5 }, { value: 5 }, 0],
    ['starts from nothing after a reset', { value: 900 }, { value: 30 }, 2],
    ['needs time in between', { value: 1 }, { value: 9, at: 0 }, undefined],
    [
      'is not made over a long gap',
      { value: 1 },
      { value: 9, at: 121_000 },
      undefined,
    ],
    [
      'needs the same interface',
      { value: 1, part: 'eth1' },
      { value: 9 },
      undefined,
    ],
  ])('%s', (_, before, now, value) => {
    const rates = ratesAfter(
      [counter(before)],
      [counter({ at: 15_000, ...now })],
    );
    expect(rates).toEqual(
      value === undefined ? [] : [['', 'networkIn', value]],
    );
  });

  it('stands for a while where a kubelet has not counted again', () => {
    const again = [counter({ at: 10_000, value: 50 })];
    const looks = [[counter({})], again, again, again, again];
    expect(ratesAfter(...looks)).toEqual([['', 'networkIn', 5]]);
    expect(ratesAfter(...looks, again)).toEqual([]);
    expect(
      ratesAfter(...looks, again, [counter({ at: 60_000, value: 150 })]),
    ).toEqual([['', 'networkIn', 2]]);
  });

  it('is of a node that of its busiest interface: through a bridge goes what goes through the card', () => {
    const node = { namespace: '', pod: '', at: 10_000 };
    const parts = ['ens5', 'cni0', 'veth1'];
    const before = parts.map(part => counter({ ...node, part, at: 0 }));
    const now = parts.map((part, place) =>
      counter({ ...node, part, value: 1_000 - place * 100 }),
    );
    expect(ratesAfter(before, now)).toEqual([['', 'networkIn', 100]]);
  });

  it('adds up devices and containers, and no reset of one hides in the sum', () => {
    const disk = { metric: 'diskRead' as const, container: 'app', at: 10_000 };
    const before = [
      counter({ ...disk, part: 'a', at: 0, value: 1_000_000 }),
      counter({ ...disk, part: 'b', at: 0, value: 10 }),
      counter({ ...disk, part: 'b', at: 0, value: 0, container: 'log' }),
    ];
    const now = [
      counter({ ...disk, part: 'b', value: 110 }),
      counter({ ...disk, part: 'b', value: 50, container: 'log' }),
    ];
    expect(ratesAfter(before, now)).toEqual([
      ['app', 'diskRead', 10],
      ['', 'diskRead', 15],
      ['log', 'diskRead', 5],
    ]);
  });

  it.each([
    ['a share of the periods', 100, 25, 0.25],
    ['nothing where no period passed', 0, 0, 0],
    ['never more than all', 10, 12, 1],
  ])('of throttling is %s', (_, periods, held, share) => {
    const cfs = (at: number, all: number, throttled: number) => [
      counter({
        container: 'app',
        metric: 'periods',
        at,
        value: all,
        part: '',
      }),
      counter({
        container: 'app',
        metric: 'throttledPeriods',
        at,
        value: throttled,
        part: '',
      }),
    ];
    expect(
      ratesAfter(cfs(0, 7, 3), cfs(15_000, 7 + periods, 3 + held)),
    ).toEqual([['app', 'throttled', share]]);
  });
});

describe('the ring', () => {
  it('holds the last looks in order, with gaps', () => {
    const ring = createRing({ ticks: 3, series: 9 });
    [10, 20, 30, 40].forEach(at => {
      ring.tick(at);
      if (at !== 30) ring.put('a', 's', at * 2);
    });
    expect(ring.times(0)).toEqual([20, 30, 40]);
    expect(ring.values('a', 's', 0)).toEqual([40, NaN, 80]);
    expect(ring.times(35)).toEqual([40]);
    expect(ring.values('a', 's', 35)).toEqual([80]);
    expect(ring.values('a', 'other', 0)).toBeUndefined();
  });

  it('never holds more series than it may, and makes room for new ones', () => {
    const ring = createRing({ ticks: 2, series: 2 });
    ring.tick(1);
    expect(['s', 't', 'u'].map(each => ring.put('a', each, 1))).toEqual([
      true,
      true,
      false,
    ]);
    for (const at of [2, 3, 4, 5]) {
      ring.tick(at);
      ring.put('a', 's', 1);
    }
    expect(ring.size).toBe(1);
    expect(ring.put('b', 'u', 1)).toBe(true);
    ring.forget('b');
    expect(ring.size).toBe(1);
  });
});

describe('what is shown of values', () => {
  it('has its gaps between runs', () => {
    expect(runsOf([NaN, 1.4, 2, NaN, 3])).toEqual([
      { from: 1, values: [1, 2] },
      { from: 4, values: [3] },
    ]);
  });

  it('is the last one only while it is fresh', () => {
    expect(latestOf([5, NaN, NaN, NaN])).toBe(5);
    expect(latestOf([5, NaN, NaN, NaN, NaN])).toBeUndefined();
    expect(usageOf([0], 'why')).toEqual({
      latest: { state: 'known', value: 0 },
      runs: [{ from: 0, values: [0] }],
    });
    expect(usageOf(undefined, 'why')).toEqual({
      latest: { state: 'missing', because: 'why' },
      runs: [],
    });
  });

  it('sums what is there', () => {
    expect(sumOf(3, [[1, NaN, NaN], undefined, [2, 3, NaN]])).toEqual([
      3,
      3,
      NaN,
    ]);
  });

  it('says of how many the latest sum is', () => {
    const all = [[1, 2, NaN], [1, NaN, NaN], [1, 2, NaN], undefined];
    expect(sumOf(3, all)).toEqual([3, 4, NaN]);
    expect(measuredOf(3, all)).toBe(2);
    expect(measuredOf(3, [undefined])).toBe(0);
    expect(measuredOf(5, [[1, NaN, NaN, NaN, NaN]])).toBe(0);
  });

  it('is bounded by quotas of the whole namespace only', () => {
    const nothing = usageOf(undefined, 'why');
    const quota = (cpu: string, scopes: string[]) => ({
      hard: { 'requests.cpu': cpu },
      scopes,
    });
    const { usage } = withQuota(
      {
        level: 'namespace',
        name: 'payments',
        usage: perMetric(() => nothing),
      },
      [quota('20', []), quota('1', ['Terminating'])],
    );
    expect(usage.cpu.quota).toEqual({ request: 20_000 });
  });
});

const container = (request?: string, limit?: string) => ({
  name: 'c',
  resources: {
    requests: { ...(request && { cpu: request }) },
    limits: { ...(limit && { cpu: limit }) },
  },
});
const sidecar = { ...container('50m', '1'), restartPolicy: 'Always' };

describe('a pod', () => {
  it.each([
    [
      'asks for what its containers do',
      { containers: [container('100m', '1'), container('200m', '1')] },
      { request: 300, limit: 2000 },
    ],
    [
      'is limited only where each of them is',
      { containers: [container('100m', '1'), container('200m')] },
      { request: 300 },
    ],
    [
      'counts its sidecars',
      { containers: [container('100m', '1')], initContainers: [sidecar] },
      { request: 150, limit: 2000 },
    ],
    [
      'needs as much as its largest start',
      {
        containers: [container('100m', '1')],
        initContainers: [sidecar, container('900m', '3')],
      },
      { request: 950, limit: 4000 },
    ],
    [
      'has an overhead',
      { containers: [container('100m')], overhead: { cpu: '10m' } },
      { request: 110 },
    ],
    [
      'may say it of itself',
      {
        containers: [container('100m')],
        resources: { requests: { cpu: '1' }, limits: { cpu: '2' } },
      },
      { request: 1000, limit: 2000 },
    ],
    ['asks for nothing', { containers: [container()] }, {}],
  ])('%s', (_, spec, amounts) => {
    expect(podAmounts({ spec }, 'cpu')).toEqual(amounts);
  });
});

it('a pod that has started is held by the limits of what still runs, not by those of its start', () => {
  const spec = {
    containers: [container('100m', '1')],
    initContainers: [sidecar, container('900m', '3')],
  };
  expect(startedAmounts({ spec }, 'cpu')).toEqual({
    request: 950,
    limit: 2000,
  });
});
