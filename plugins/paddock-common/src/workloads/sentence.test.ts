import type { RolloutCounts, Wait, Workload, WorkloadState } from './model';
import { describeWorkload } from './sentence';

function say(
  state: WorkloadState,
  waits: Wait[] = [],
  counts: Partial<RolloutCounts> = {},
) {
  const workload: Workload = {
    type: 'workload',
    id: '1',
    cluster: 'prod-1',
    namespace: 'payments',
    kind: 'Deployment',
    name: 'api',
    createdAt: '2026-11-23T08:00:00Z',
    images: ['registry.example/api:2'],
    rollout: {
      state,
      waits,
      counts: {
        wanted: 3,
        newReady: 0,
        newStarting: 1,
        old: 3,
        available: 3,
        ...counts,
      },
    },
  };
  return describeWorkload(workload);
}

const container = (reason: string, message = '', pods = 1): Wait => ({
  for: 'container',
  container: 'main',
  reason,
  message,
  pods,
});

describe('describeWorkload', () => {
  it.each<[string, Wait]>([
    [
      'the image registry does not know r.example/x:9 (2 pods)',
      container(
        'ImagePullBackOff',
        'failed to pull and unpack image "r.example/x:9": not found',
        2,
      ),
    ],
    [
      'the image registry refuses access to registry.example/api:2 (1 pod)',
      container('ErrImagePull', 'pull access denied: 403 Forbidden'),
    ],
    [
      'the image registry.example/api:2 cannot be pulled (1 pod)',
      container('ImagePullBackOff', 'dial tcp: i/o timeout'),
    ],
    [
      'container main (1 pod) ends soon after each start',
      container('CrashLoopBackOff'),
    ],
    [
      'container main (2 pods) was ended for using more memory than its limit',
      container('OOMKilled', '', 2),
    ],
    [
      'container main (1 pod) lacks a part of its configuration',
      container('CreateContainerConfigError'),
    ],
    [
      'container main (1 pod) cannot start (RunContainerError)',
      container('RunContainerError'),
    ],
    ['no node fits 2 pods', { for: 'node', message: '0/3 nodes', pods: 2 }],
    [
      'the quota of the namespace allows no more pods of this size',
      { for: 'admission', message: 'forbidden: exceeded quota: q' },
    ],
    [
      'the Pod Security level of the namespace refuses its pods',
      { for: 'admission', message: 'violates PodSecurity "baseline:latest"' },
    ],
    [
      'an admission webhook of the cluster refuses its pods',
      { for: 'admission', message: 'admission webhook "x" denied the request' },
    ],
    [
      'it made no progress before its deadline',
      { for: 'deadline', message: 'timed out' },
    ],
  ])('stuck: %s', (words, wait) => {
    expect(say('stuck', [wait]).line).toBe(
      `api is stuck: ${words}. The 3 old pods serve.`,
    );
  });

  it('says when nothing serves, and when one pod does', () => {
    const loop = [container('CrashLoopBackOff')];
    expect(say('stuck', loop, { old: 0, available: 0 }).line).toMatch(
      /each start\. No pod serves\.$/,
    );
    expect(say('stuck', loop, { old: 1, available: 1 }).line).toMatch(
      /The 1 old pod serves\.$/,
    );
  });

  it.each<[string, WorkloadState, Wait[], Partial<RolloutCounts>]>([
    [
      'api is rolling out: the cluster has the change, and has not begun with it yet.',
      'rolling-out',
      [{ for: 'controller' }],
      {},
    ],
    [
      'api is rolling out: 0 of 3 new pods are ready, nothing is wrong.',
      'rolling-out',
      [],
      {},
    ],
    [
      'api is rolling out: its new pod is not ready yet, nothing is wrong.',
      'rolling-out',
      [],
      { wanted: 1 },
    ],
    [
      'api is being scaled to zero: its last pods have yet to leave.',
      'rolling-out',
      [],
      { wanted: 0 },
    ],
    [
      'api is rolling out: all 3 new pods are ready, 2 old pods have yet to leave.',
      'rolling-out',
      [],
      { newReady: 3, old: 2 },
    ],
    [
      'api is degraded: 1 of 3 pods serves; container main (2 pods) ends soon after each start.',
      'degraded',
      [container('Error', '', 2)],
      { available: 1 },
    ],
    [
      'api is suspended: a pod is renewed only when somebody deletes it; 3 pods serve.',
      'suspended',
      [{ for: 'person', why: 'on-delete' }],
      {},
    ],
    [
      'api is suspended: its partition holds 3 pods at the revision before; 3 pods serve.',
      'suspended',
      [{ for: 'person', why: 'partition' }],
      {},
    ],
    ['api is healthy: its 1 pod is ready.', 'healthy', [], { available: 1 }],
    ['How api is, is not known.', 'unknown', [], {}],
  ])('%s', (line, state, waits, counts) => {
    expect(say(state, waits, counts).line).toBe(line);
  });
});
