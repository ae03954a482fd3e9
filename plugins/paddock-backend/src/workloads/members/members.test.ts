import type { WatchedKind } from '../../kube/watch/rowByKind';
import type { QuotaRow, AutoscalerRow } from '../../kube/watch/rows/scaling';
import type { JobRow } from '../../kube/watch/rows/batch';
import { loadSituation } from '../../../testing/situations';
import type { WatchedCluster } from '../../kube/watch/cache';
import type { PodRow, Row } from '../../kube/watch/rows';
import { createWatchCache, type WatchCache } from '../../kube/watch/watchCache';
import { createMembers } from './members';
import type { WorkloadRow } from '../rows';

function setUp(situation: string) {
  const caches = new Map<WatchedKind, WatchCache<Row>>();
  const cache = (kind: WatchedKind) => {
    const known = caches.get(kind);
    if (known) return known;
    const fresh = createWatchCache<Row>(error => {
      throw error;
    });
    caches.set(kind, fresh);
    return fresh;
  };
  const { row, members } = loadSituation(situation);
  for (const each of [row, ...members.jobs, ...members.pods]) {
    cache(each.kind as WatchedKind).put(each);
  }
  return {
    row,
    job: members.jobs[0]!,
    pod: members.pods[0]!,
    cache,
    members: createMembers({ cache } as unknown as WatchedCluster),
  };
}

/** What scales the workload of this row, and what bounds its namespace. */
const scalingOf = ({ kind, name, namespace, createdAt }: WorkloadRow) => {
  const place = { version: '1', namespace, createdAt };
  const autoscaler = {
    ...place,
    kind: 'HorizontalPodAutoscaler',
    id: 'h',
    name: 'scaler',
    target: { kind, name },
  } as AutoscalerRow;
  const quota = {
    ...place,
    kind: 'ResourceQuota',
    id: 'q',
    name: 'team',
    hard: { pods: '4' },
    used: { pods: '1' },
    scopes: [],
  } as QuotaRow;
  return { autoscaler, quota };
};

const newer = <R extends Row>(row: R): R => ({
  ...row,
  version: `${Number(row.version) + 1}`,
});

describe('the Jobs of a CronJob', () => {
  it('belong to it, and are no workloads of their own', () => {
    const { members, row, job } = setUp('cronjob-succeeded');
    expect([...members.rows()].map(({ id }) => id)).toEqual([row.id]);
    expect(members.row(job.id)).toBeUndefined();
    const of = members.of(row);
    expect(of.jobs).toHaveLength(2);
    expect(of.pods).toHaveLength(1);
  });

  it('touch it when they or their pods change', () => {
    const { members, row, job, pod, cache } = setUp('cronjob-running');
    const touched: string[] = [];
    members.onTouched(id => touched.push(id));
    cache('Pod').put(newer(pod));
    expect(touched).toContain(row.id);
    touched.length = 0;
    cache('Job').put(newer(job));
    expect(touched).toContain(row.id);
  });

  it('are workloads where another controller made them', () => {
    const { members, job, pod, cache } = setUp('cronjob-running');
    const owner = { id: 'w-1', kind: 'Workflow', name: 'nightly' };
    cache('Job').put({ ...newer(job), owner } as JobRow);
    expect(members.row(job.id)).toMatchObject({ kind: 'Job' });
    const touched: string[] = [];
    members.onTouched(id => touched.push(id));
    cache('Pod').put(newer(pod));
    expect(touched).toContain(job.id);
  });
});

describe('the quotas of a namespace', () => {
  it('belong to what an autoscaler scales, and touch it when they change', () => {
    const { members, row, cache } = setUp('deployment-settled');
    const { autoscaler, quota } = scalingOf(row);
    cache('ResourceQuota').put(quota);
    expect(members.of(row).quotas).toBeUndefined();
    cache('HorizontalPodAutoscaler').put(autoscaler);
    expect(members.of(row)).toMatchObject({ autoscaler, quotas: [quota] });
    const touched: string[] = [];
    members.onTouched(id => touched.push(id));
    cache('ResourceQuota').put(newer(quota));
    expect(touched).toEqual([row.id]);
  });
});

describe('pods that no workload makes', () => {
  const owned = (kind: string) => ({ id: 'o', kind, name: 'engine' });

  function alone(owner?: { id: string; kind: string; name: string }) {
    const { cache, members } = setUp('job-complete');
    const { pod } = setUp('cronjob-running');
    const { owner: _, ...rest } = pod as PodRow;
    cache('Pod').put({
      ...rest,
      id: 'alone',
      name: 'bare',
      component: 'tool',
      ...(owner ? { owner } : {}),
    } as PodRow);
    return { members, cache };
  }

  const namesOf = (members: ReturnType<typeof createMembers>) =>
    [...members.rowsOfComponent('tool')].map(({ kind, name }) => ({
      kind,
      name,
    }));

  it('are shown alone', () => {
    const { members } = alone();
    expect(namesOf(members)).toEqual([{ kind: 'Pods', name: 'bare' }]);
    expect(members.of(members.row('alone')!).pods).toHaveLength(1);
  });

  it('are shown by a controller that is not known', () => {
    const { members } = alone(owned('VirtualMachine'));
    expect(namesOf(members)).toEqual([{ kind: 'Pods', name: 'engine' }]);
    expect(members.row('o')).toMatchObject({
      madeBy: { kind: 'VirtualMachine', name: 'engine' },
    });
  });

  it('are not those of a workload that is shown', () => {
    expect(namesOf(alone(owned('StatefulSet')).members)).toEqual([]);
  });

  it('touch their row, and the controller’s', () => {
    const { members, cache } = alone();
    const touched: string[] = [];
    members.onTouched(id => touched.push(id));
    cache('Pod').put(newer(cache('Pod').get('alone')!));
    expect(touched).toContain('alone');
  });
});
