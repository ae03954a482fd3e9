import { aPod, aWorkload } from '../testing/workloads';
import { comparePods, groupWorkloads, summarize } from './select';

const { rollout } = aWorkload();
const healthy = {
  ...rollout,
  state: 'healthy' as const,
  findings: [],
  counts: { wanted: 2, newReady: 2, newStarting: 0, old: 0, available: 2 },
};
const stuck = { ...rollout, state: 'stuck' as const };

describe('groupWorkloads', () => {
  it('puts what needs a person first, each with its own pods', () => {
    const groups = groupWorkloads([
      aPod({ name: 'a-1', workload: 'uid-a' }),
      aWorkload({ name: 'a', rollout: healthy }),
      aWorkload({ name: 'b', rollout: stuck }),
      aPod({ name: 'b-1', workload: 'uid-b' }),
      aPod({ name: 'lost', workload: 'uid-nobody' }),
    ]);
    expect(
      groups.map(({ workload, pods }) => [
        workload.name,
        pods.map(pod => pod.name),
      ]),
    ).toEqual([
      ['b', ['b-1']],
      ['a', ['a-1']],
    ]);
  });
});

it('sorts pods by trouble, then new before old, then by name', () => {
  const pods = [
    aPod({ name: 'c', revision: 'old' }),
    aPod({ name: 'b' }),
    aPod({ name: 'a' }),
    aPod({ name: 'y', ready: { containers: 0, of: 1 } }),
    aPod({ name: 'z', message: 'Back-off pulling image' }),
  ];
  expect(pods.sort(comparePods).map(pod => pod.name)).toEqual([
    'z',
    'y',
    'a',
    'b',
    'c',
  ]);
});

describe('summarize', () => {
  const well = (name: string) => aWorkload({ name, rollout: healthy });
  it.each([
    ['nothing', [], []],
    ['one that is well', [well('a')], [/^a is healthy/]],
    ['two that are well', [well('a'), well('b')], [/^All 2 workloads are h/]],
    [
      'one in trouble among others',
      [well('a'), aWorkload({ name: 'c', rollout: stuck }), well('b')],
      [/^c is stuck/, /^2 workloads are healthy\.$/],
    ],
  ])('says %s', (_, workloads, expected) => {
    const lines = summarize(workloads, 0).map(each => each.line);
    expect(lines).toHaveLength(expected.length);
    expected.forEach((pattern, n) => expect(lines[n]).toMatch(pattern));
  });
});
