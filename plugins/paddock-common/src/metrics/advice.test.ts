import { adviceFor, advisedAmounts } from './advice';
import { metricNames } from './model';
import type { MetricSubject, Usage } from './schemas';

const MiB = 2 ** 20;
const at = Array.from({ length: 120 }, (_, place) => 1_000_000 + place * 15);

const nothing: Usage = {
  latest: { state: 'missing', because: 'It is not measured.' },
  runs: [],
};

const measured = (values: number[], bounds: Partial<Usage> = {}): Usage => ({
  latest: { state: 'known', value: values[0] ?? 0 },
  runs: [{ from: 0, values }],
  ...bounds,
});

const always = (value: number, times = 120) =>
  new Array<number>(times).fill(value);

const aContainer = (
  usage: Partial<MetricSubject['usage']>,
  changes: Partial<MetricSubject> = {},
): MetricSubject => ({
  level: 'container',
  name: 'api-1/app',
  ...changes,
  usage: {
    ...(Object.fromEntries(
      metricNames.map(metric => [metric, nothing]),
    ) as MetricSubject['usage']),
    ...usage,
  },
});

const adviceOf = (...subjects: MetricSubject[]) => adviceFor(at, subjects)[0]!;

describe('advice on CPU', () => {
  it.each<[string, number, Partial<Usage>, object]>([
    ['fits', 200, { request: 250 }, { is: 'fitting', observed: 200 }],
    [
      'fits where a little less is not worth a rollout',
      10,
      { request: 50 },
      { is: 'fitting' },
    ],
    [
      'is too high',
      100,
      { request: 1000 },
      { is: 'too-high', advisedRequest: 120 },
    ],
    [
      'is too low',
      300,
      { request: 200 },
      { is: 'too-low', advisedRequest: 360 },
    ],
    ['is absent', 101, {}, { is: 'absent', advisedRequest: 130 }],
    [
      'is never nothing',
      0,
      { request: 500 },
      { is: 'too-high', advisedRequest: 10 },
    ],
    [
      'is higher than its limit, which is raised with it',
      300,
      { request: 200, limit: 310 },
      { is: 'too-low', advisedRequest: 360, advisedLimit: 440 },
    ],
  ])('a request %s', (_, used, bounds, advice) => {
    const cpu = measured(always(used), bounds);
    expect(adviceOf(aContainer({ cpu })).cpu).toMatchObject(advice);
  });

  it('leaves out the 5 of 100 that are rare', () => {
    const values = always(100, 115).concat(always(900, 5));
    const { cpu } = adviceOf(
      aContainer({ cpu: measured(values, { request: 120 }) }),
    );
    expect(cpu).toMatchObject({ is: 'fitting', observed: 100 });
  });

  it('is not given where the limit holds the container back', () => {
    const cpu = measured(always(100), { request: 1000, limit: 100 });
    const throttled = { state: 'known', value: 0.4 } as const;
    const { cpu: advice } = adviceOf(aContainer({ cpu }, { throttled }));
    expect(advice).toMatchObject({ is: 'held-back', share: 0.4 });
  });
});

describe('advice on memory', () => {
  it.each<[string, number, Partial<Usage>, object]>([
    ['fits', 100 * MiB, { request: 128 * MiB }, { is: 'fitting' }],
    [
      'is too high',
      100 * MiB,
      { request: 1024 * MiB },
      { is: 'too-high', advisedRequest: 128 * MiB },
    ],
    [
      'is too low',
      200 * MiB,
      { request: 128 * MiB },
      { is: 'too-low', advisedRequest: 240 * MiB },
    ],
    [
      'is too low where it comes near its limit, whatever it asks for',
      240 * MiB,
      { request: 250 * MiB, limit: 256 * MiB },
      { is: 'too-low', advisedRequest: 288 * MiB, advisedLimit: 352 * MiB },
    ],
  ])('a request %s', (_, used, bounds, advice) => {
    const memory = measured(always(used), bounds);
    expect(adviceOf(aContainer({ memory })).memory).toMatchObject(advice);
  });

  it('counts the most that any pod has used', () => {
    const one = measured(always(100 * MiB), { request: 128 * MiB });
    const other = measured([300 * MiB, ...always(100 * MiB, 119)]);
    const advice = adviceOf(
      aContainer({ memory: one }),
      aContainer({ memory: other }, { name: 'api-2/app' }),
    );
    expect(advice.memory).toMatchObject({ observed: 300 * MiB });
    expect(advice.seen.pods).toBe(2);
  });
});

it('advice comes with the 15 min that the page opens with, though a look was missed now and then', () => {
  // Both ends of the range and every tenth look are missing.
  const looks = at.slice(0, 60);
  const runs = [0, 10, 20, 30, 40, 50].map(from => ({
    from: from + 1,
    values: always(100, 8),
  }));
  const cpu = { ...measured([], { request: 120 }), runs };
  expect(adviceFor(looks, [aContainer({ cpu })])[0]?.cpu.is).toBe('fitting');
});

describe('no advice is given', () => {
  it.each([
    ['after a short time', always(100, 40), 9],
    ['without a figure', [], 0],
  ])('%s', (_, values, minutes) => {
    const { cpu } = adviceOf(aContainer({ cpu: measured(values) }));
    expect(cpu).toEqual({
      is: 'too-little-known',
      because: `It has been measured for ${minutes} min of the range shown; advice takes 10 min and 40 figures.`,
    });
  });

  it('from few figures of a long time', () => {
    const runs = [
      { from: 0, values: [1] },
      { from: 119, values: [1] },
    ];
    const cpu = { ...measured([]), runs };
    expect(adviceOf(aContainer({ cpu })).cpu.is).toBe('too-little-known');
  });

  it('about sidecars, pods and sums', () => {
    const usage = { cpu: measured(always(1)) };
    expect(
      adviceFor(at, [
        aContainer(usage, { sidecar: true }),
        aContainer(usage, { level: 'pod', name: 'api-1' }),
      ]),
    ).toEqual([]);
  });
});

describe('what is to be changed', () => {
  it('is written as Kubernetes does, and leaves alone what fits', () => {
    const advice = adviceOf(
      aContainer({
        cpu: measured(always(100), { request: 1000 }),
        memory: measured(always(100 * MiB), { request: 128 * MiB }),
      }),
    );
    expect(advisedAmounts(advice)).toEqual({
      requests: { cpu: '120m' },
      limits: {},
    });
  });

  it('is nothing where all of it fits', () => {
    const advice = adviceOf(
      aContainer({ cpu: measured(always(100), { request: 120 }) }),
    );
    expect(advisedAmounts(advice)).toBeUndefined();
  });
});
