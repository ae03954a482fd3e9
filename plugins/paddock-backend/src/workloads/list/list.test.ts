import {
  type Workload,
  workloadQuerySchema,
} from '@paddock/backstage-plugin-paddock-common';
import { createScope, wideKey, areaKey } from '../../live/scope';
import { createWorkloadList } from './list';

const everything = createScope(
  ['one', 'two'].flatMap(cluster =>
    ['Deployment', 'DaemonSet'].map(what => wideKey({ cluster, what })),
  ),
);

function workload(name: string, rest: Partial<Workload> = {}): Workload {
  return {
    type: 'workload',
    id: `${rest.cluster ?? 'one'}-${rest.namespace ?? 'a'}-${name}`,
    cluster: 'one',
    namespace: 'a',
    kind: 'Deployment',
    name,
    createdAt: '2026-11-23T08:00:00Z',
    images: [],
    rollout: {
      state: 'healthy',
      counts: { wanted: 1, newReady: 1, newStarting: 0, old: 0, available: 1 },
      findings: [],
    },
    ...rest,
  };
}

const inState = (state: Workload['rollout']['state']) => ({
  rollout: { ...workload('x').rollout, state },
});

function listOf(...workloads: Workload[]) {
  const list = createWorkloadList();
  list.apply(new Map(workloads.map(each => [each.id, each])));
  return list;
}

function names(
  list: ReturnType<typeof listOf>,
  query = {},
  scope = everything,
) {
  const full = workloadQuerySchema.parse(query);
  return list.query(full, scope).items.map(({ name }) => name);
}

describe('the list of workloads', () => {
  it('puts first what needs a person', () => {
    const list = listOf(
      workload('fine'),
      workload('moving', inState('rolling-out')),
      workload('zero', inState('scaled-to-zero')),
      workload('bad', inState('stuck')),
      workload('worse', inState('degraded')),
    );
    expect(names(list)).toEqual(['bad', 'worse', 'moving', 'fine', 'zero']);
    expect(names(list, { order: 'desc', limit: 2 })).toEqual(['zero', 'fine']);
  });

  it('filters by everything at once', () => {
    const list = listOf(
      workload('api', { namespace: 'a' }),
      workload('api', { namespace: 'b', component: 'Shop' }),
      workload('web', { namespace: 'b' }),
      workload('agent', { cluster: 'two', kind: 'DaemonSet' }),
    );
    expect(names(list, { sort: 'name', text: 'SHOP' })).toEqual(['api']);
    expect(names(list, { namespace: ['b'], text: 'w' })).toEqual(['web']);
    expect(names(list, { kind: ['DaemonSet'] })).toEqual(['agent']);
    expect(names(list, { cluster: ['one', 'two'] })).toHaveLength(4);
    expect(names(list, { state: ['stuck'] })).toEqual([]);
  });

  it.each(['(a+)+$', '.*', '[', '\\', 'api\na', '%'])(
    'takes the filter %j literally',
    text => {
      const list = listOf(workload('api'), workload(`x${'a'.repeat(5_000)}`));
      expect(names(list, { text })).toEqual([]);
    },
  );

  it('counts nothing that the scope does not allow', () => {
    const list = listOf(
      workload('mine'),
      workload('theirs', { namespace: 'secret-project', ...inState('stuck') }),
      workload('agent', { kind: 'DaemonSet' }),
    );
    const scope = createScope([
      areaKey({ cluster: 'one', namespace: 'a', what: 'Deployment' }),
    ]);
    const page = list.query(workloadQuerySchema.parse({}), scope);
    expect(page).toMatchObject({
      matching: 1,
      visible: 1,
      namespaces: { a: 1 },
      states: { healthy: 1 },
    });
    expect(JSON.stringify(page)).not.toContain('secret-project');
    expect(names(list, { namespace: ['secret-project'] }, scope)).toEqual([]);
  });

  it('stays in order through changes', () => {
    const list = listOf(workload('a'), workload('c'), workload('b'));
    expect(names(list, { sort: 'name' })).toEqual(['a', 'b', 'c']);
    list.apply(
      new Map<string, Workload | undefined>([
        ['one-a-b', undefined],
        ['one-a-a', workload('z', { id: 'one-a-a' })],
        ['one-a-d', workload('d')],
      ]),
    );
    list.apply(new Map([['one-a-d', undefined]]));
    list.apply(new Map([['one-a-d', workload('d', inState('stuck'))]]));
    expect(names(list, { sort: 'name' })).toEqual(['c', 'd', 'z']);
    expect(names(list, { sort: 'state' })).toEqual(['d', 'c', 'z']);
    expect(list.size).toBe(3);
  });

  it('says when there is something where there was nothing', () => {
    const list = listOf(workload('a'));
    const heard = jest.fn();
    list.onAreas(heard);
    list.apply(new Map([['x', workload('b')]]));
    expect(heard).not.toHaveBeenCalled();
    list.apply(new Map([['y', workload('c', { namespace: 'new' })]]));
    expect(heard).toHaveBeenCalledTimes(1);
    expect(list.areas()).toContainEqual({
      cluster: 'one',
      namespace: 'new',
      what: 'Deployment',
    });
    list.apply(new Map([['y', undefined]]));
    expect(heard).toHaveBeenCalledTimes(2);
    expect(list.areas()).toHaveLength(1);
  });
});
