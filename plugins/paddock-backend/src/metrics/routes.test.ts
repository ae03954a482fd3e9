import type {
  MetricsAnswer,
  MetricSubject,
} from '@paddock/backstage-plugin-paddock-common';
import request from 'supertest';
import {
  aPod,
  MiB,
  path,
  pods,
  setUp,
  summary,
} from '../../testing/clusters/measuredCluster';

function find(answer: MetricsAnswer, level: string, name: string) {
  const found = answer.subjects.find(
    each => each.level === level && each.name === name,
  );
  expect(found).toBeDefined();
  return found as MetricSubject;
}

const known = (value: number) => ({ state: 'known', value });

describe('GET metrics', () => {
  it('shows what the kubelet measured of a pod and its container, beside what they ask for', async () => {
    const { ask, measured } = setUp();
    await measured();
    const answer = await ask();
    expect(answer.at).toHaveLength(2);
    const pod = find(answer, 'pod', 'api-1');
    expect(pod.usage.cpu).toEqual({
      latest: known(251),
      runs: [{ from: 0, values: [251, 251] }],
      request: 100,
      limit: 1000,
    });
    expect(pod.usage.memory).toMatchObject({
      latest: known(32 * MiB),
      request: 64 * MiB,
    });
    expect(pod.usage.networkIn).toEqual({
      latest: known(10),
      runs: [{ from: 1, values: [10] }],
    });
    expect(pod.usage.diskWrite.latest).toEqual(known(200));
    expect(pod.volumes).toEqual([{ claim: 'files', used: 1, capacity: 2 }]);
    const container = find(answer, 'container', 'api-1/app');
    expect(container.usage.cpu.latest).toEqual(known(250));
    expect(container.usage.networkIn.latest).toEqual({
      state: 'missing',
      because: expect.stringMatching(/for the whole pod/),
    });
  });

  it('takes CPU and memory of simulated nodes from metrics.k8s.io, and says what it cannot tell', async () => {
    const { ask, measured, cluster } = setUp();
    await measured();
    const answer = await ask();
    const { usage } = find(answer, 'pod', 'api-2');
    expect(usage.cpu.latest).toEqual(known(40));
    expect(usage.diskRead.latest).toEqual({
      state: 'missing',
      because:
        'The node n2 has no kubelet to ask: CPU and memory come from metrics.k8s.io, which tells nothing else.',
    });
    expect(find(answer, 'node', 'n2').usage.cpu).toMatchObject({
      latest: known(500),
      limit: 4000,
    });
    expect(find(answer, 'node', 'n1').usage.cpu.latest).toEqual(known(2000));
    // Two questions in each of two looks, all of them to the real node.
    expect(cluster.readKubelet).toHaveBeenCalledTimes(4);
  });

  it('sums the pods that are asked for, and the namespace, with its quota on the same axis', async () => {
    const { ask, measured } = setUp();
    await measured();
    const answer = await ask('?pods=api-2,gone&range=5');
    expect(find(answer, 'workload', 'all')).toMatchObject({
      usage: {
        cpu: {
          latest: known(40),
          sum: { measured: 1, of: 1 },
          request: 100,
          limit: 1000,
        },
        networkIn: { sum: { measured: 0, of: 1 } },
      },
    });
    expect(find(answer, 'namespace', 'payments')).toMatchObject({
      usage: {
        cpu: {
          latest: known(291),
          sum: { measured: 2, of: 2 },
          request: 200,
          quota: { request: 2000 },
        },
        memory: { quota: { limit: 2 ** 30 } },
      },
    });
    expect(answer.subjects.filter(({ level }) => level === 'pod')).toHaveLength(
      1,
    );
  });

  it('falls back where a kubelet does not tell, and leaves it alone for a while', async () => {
    const { ask, measured, cluster } = setUp();
    cluster.readKubelet.mockRejectedValue(new Error('10.0.0.1 refused'));
    await measured();
    const answer = await ask();
    const { usage } = find(answer, 'pod', 'api-1');
    expect(usage.cpu.latest).toEqual(known(40));
    expect(usage.networkIn.latest).toMatchObject({
      because: expect.stringMatching(/^The node n1 does not tell the portal/),
    });
    expect(JSON.stringify(answer)).not.toContain('10.0.0.1');
    expect(cluster.readKubelet).toHaveBeenCalledTimes(2);
  });

  it('is a gap in words when no source answers', async () => {
    const { ask, measured, cluster, answers } = setUp();
    cluster.readKubelet.mockRejectedValue(new Error('away'));
    for (const each of Object.keys(answers)) {
      if (each.includes('metrics.k8s.io')) delete answers[each];
    }
    await measured();
    const answer = await ask();
    expect(find(answer, 'pod', 'api-1').usage.cpu.latest).toEqual({
      state: 'missing',
      because: 'metrics.k8s.io has no figure of it yet.',
    });
    expect(find(answer, 'workload', 'all').usage.cpu.latest.state).toBe(
      'missing',
    );
  });

  it('believes a kubelet about its own pods only', async () => {
    const { ask, measured, cluster } = setUp();
    cluster.readKubelet.mockImplementation(async ({ path: of }) =>
      of === '/stats/summary' ? summary('api-2') : '',
    );
    await measured();
    const answer = await ask();
    expect(find(answer, 'pod', 'api-2').usage.cpu.latest).toEqual(known(40));
  });

  it.each([
    ['is on no node', aPod('api-9', ''), /on no node yet/],
    [
      'has ended',
      { ...aPod('api-9', 'n1'), status: { phase: 'Succeeded' } },
      /does not run/,
    ],
    [
      'uses its node’s network',
      aPod('api-1', 'n1', { hostNetwork: true }),
      /network of its node/,
    ],
  ])('says why there is no figure where a pod %s', async (_, pod, because) => {
    const { ask, measured } = setUp([pod]);
    await measured();
    const { usage } = find(await ask(), 'pod', pod.metadata.name);
    expect(usage.networkIn.latest).toEqual({
      state: 'missing',
      because: expect.stringMatching(because),
    });
  });

  it('begins to measure when it is asked', async () => {
    const { ask, sampler } = setUp();
    expect(sampler.isWatched()).toBe(false);
    const answer = await ask();
    expect(answer.at).toEqual([]);
    expect(find(answer, 'pod', 'api-1').usage.cpu.latest).toMatchObject({
      because: 'The first figures are on their way.',
    });
    expect(sampler.isWatched()).toBe(true);
  });

  it('lists pods as the person, and asks everything else as the portal', async () => {
    const { ask, measured, asked } = setUp();
    await measured();
    await ask();
    expect(asked.filter(({ as }) => as).map(each => each.path)).toEqual([pods]);
  });

  it('names the missing right, and measures nothing for who lacks it', async () => {
    const { app, sampler, lose } = setUp();
    lose('pods.metrics.k8s.io');
    const { body } = await request(app).get(path).expect(403);
    expect(body.error.message).toMatch(/get pods\.metrics\.k8s\.io/);
    expect(sampler.isWatched()).toBe(false);
  });

  it('is refused to who may not list pods', async () => {
    const { app, answers, sampler } = setUp();
    delete answers[pods];
    await request(app).get(path).expect(403);
    expect(sampler.isWatched()).toBe(false);
  });

  it('shows neither nodes nor quotas to who may not see them', async () => {
    const { ask, measured, lose } = setUp();
    lose('nodes.metrics.k8s.io', 'resourcequotas.');
    await measured();
    const answer = await ask();
    expect(answer.nodes).toBe('denied');
    expect(answer.subjects.some(({ level }) => level === 'node')).toBe(false);
    const { usage } = find(answer, 'namespace', 'payments');
    expect(usage.cpu.quota).toBeUndefined();
  });

  it.each([
    '?range=61',
    '?pods=',
    '?pods=UPPER',
    '?pods=a%2Fb',
    '?pods=a&pods=b',
    '?other=1',
    `?pods=${Array(51).fill('a').join(',')}`,
  ])('refuses %s', async query => {
    const { app } = setUp();
    const { body } = await request(app).get(`${path}${query}`).expect(400);
    expect(body.error.name).toBe('InputError');
  });
});
