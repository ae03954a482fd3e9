import {
  describeWorkload,
  type Workload,
} from '@paddock/backstage-plugin-paddock-common';
import { loadSituation } from '../../../testing/situations';
import { projectPods, projectWorkload } from './project';

const now = Date.parse('2026-11-23T08:10:00Z');

/** Situations that have just begun: ten minutes later they would be stuck. */
const young = ['deployment-rolling', 'deployment-old-leaving'];

function project(name: string): Workload {
  const { row, members } = loadSituation(name);
  const at = young.includes(name) ? Date.parse('2026-11-23T08:01:20Z') : now;
  return projectWorkload(row, members, { cluster: 'prod-1', now: at });
}

/** What was found, in short. */
const found = ({ rollout }: Workload) =>
  rollout.findings.map(({ cause }) => cause);

describe('projectWorkload', () => {
  it.each([
    [
      'all pods of the wanted revision serve',
      'deployment-settled',
      'healthy',
      [],
    ],
    [
      'new pods come, old ones go',
      'deployment-rolling',
      'rolling-out',
      ['starting', 'old-pods'],
    ],
    [
      'a new generation the controller has not seen',
      'deployment-unseen',
      'rolling-out',
      ['controller'],
    ],
    [
      'only old pods are left to leave',
      'deployment-old-leaving',
      'rolling-out',
      ['old-pods'],
    ],
    [
      'an image the registry does not know',
      'deployment-image-unknown',
      'stuck',
      ['image', 'old-pods'],
    ],
    [
      'a crash loop',
      'deployment-crash-loop',
      'stuck',
      ['crash-loop', 'old-pods'],
    ],
    [
      'a crash loop, while the container runs for a moment',
      'deployment-crash-loop-running',
      'stuck',
      ['crash-loop', 'old-pods'],
    ],
    [
      'a container that ended in an error at once',
      'deployment-first-crash',
      'stuck',
      ['crash-loop'],
    ],
    [
      'a secret that is not there',
      'deployment-config-missing',
      'stuck',
      ['config'],
    ],
    [
      'a quota that is used up',
      'deployment-quota',
      'stuck',
      ['refused', 'old-pods'],
    ],
    [
      'pods that Pod Security refuses',
      'deployment-pod-security',
      'stuck',
      ['refused'],
    ],
    [
      'no node with room',
      'deployment-no-node',
      'stuck',
      ['no-node', 'old-pods'],
    ],
    [
      'a rollout past its progress deadline',
      'deployment-deadline',
      'stuck',
      ['readiness', 'deadline', 'old-pods'],
    ],
    ['a pause', 'deployment-paused', 'paused', ['paused']],
    ['no pods wanted', 'deployment-zero', 'scaled-to-zero', []],
    [
      'no pods wanted, one still there',
      'deployment-zero-leaving',
      'rolling-out',
      [],
    ],
    [
      'a pod that is not ready any more',
      'deployment-degraded',
      'degraded',
      ['readiness'],
    ],
    [
      'a pod that crashes long after its rollout',
      'deployment-degraded-crash',
      'degraded',
      ['crash-loop'],
    ],
    [
      'a pod that was added a moment ago',
      'deployment-scaling-up',
      'rolling-out',
      ['readiness'],
    ],
    [
      'an evicted pod that nobody has removed',
      'deployment-evicted-left-over',
      'healthy',
      ['pod-failed'],
    ],
    ['a StatefulSet at rest', 'statefulset-settled', 'healthy', []],
    [
      'a StatefulSet that rolls out',
      'statefulset-rolling',
      'rolling-out',
      ['starting', 'old-pods'],
    ],
    [
      'a StatefulSet whose new pod crashes',
      'statefulset-stuck',
      'stuck',
      ['crash-loop', 'old-pods'],
    ],
    [
      'a StatefulSet held by its partition',
      'statefulset-partition',
      'paused',
      ['partition'],
    ],
    [
      'a StatefulSet updated on delete',
      'statefulset-on-delete',
      'paused',
      ['on-delete'],
    ],
    [
      'a StatefulSet with a pod that is not ready',
      'statefulset-degraded',
      'degraded',
      ['readiness'],
    ],
    [
      'a StatefulSet that cannot begin',
      'statefulset-first-pod-fails',
      'stuck',
      ['image'],
    ],
    ['a DaemonSet at rest', 'daemonset-settled', 'healthy', []],
    [
      'a DaemonSet that rolls out',
      'daemonset-rolling',
      'rolling-out',
      ['starting', 'old-pods'],
    ],
    [
      'a DaemonSet that has not begun',
      'daemonset-none-updated',
      'rolling-out',
      ['old-pods'],
    ],
    [
      'a DaemonSet whose new pod crashes',
      'daemonset-stuck',
      'stuck',
      ['crash-loop', 'old-pods'],
    ],
    [
      'a DaemonSet updated on delete',
      'daemonset-on-delete',
      'paused',
      ['on-delete'],
    ],
    [
      'a DaemonSet without a node to run on',
      'daemonset-no-node-wanted',
      'scaled-to-zero',
      [],
    ],
    ['a Rollout at rest', 'rollout-settled', 'healthy', []],
    ['a canary in a pause that ends', 'rollout-timed-pause', 'rolling-out', []],
    [
      'a canary that a person is to promote',
      'rollout-waits-for-person',
      'rolling-out',
      ['promotion'],
    ],
    ['a canary under analysis', 'rollout-analysis', 'rolling-out', []],
    ['a canary that was aborted', 'rollout-aborted', 'stuck', ['aborted']],
    [
      'a canary past its progress deadline',
      'rollout-deadline',
      'stuck',
      ['no-node', 'deadline'],
    ],
    [
      'a blue-green rollout that a person is to promote',
      'rollout-blue-green-waits',
      'rolling-out',
      ['promotion'],
    ],
    ['a Rollout that was paused', 'rollout-paused', 'paused', ['paused']],
    [
      'a Rollout that its controller refuses',
      'rollout-invalid',
      'stuck',
      ['invalid'],
    ],
  ])('%s', (_, name, state, causes) => {
    const workload = project(name);
    expect(workload.rollout.state).toBe(state);
    expect(found(workload)).toEqual(causes);
  });

  it('counts pods by revision, without those that leave', () => {
    expect(project('deployment-rolling').rollout.counts).toEqual({
      wanted: 5,
      newReady: 2,
      newStarting: 1,
      old: 3,
      available: 5,
    });
    expect(project('deployment-old-leaving').rollout.counts).toMatchObject({
      newReady: 2,
      old: 1,
    });
  });

  it('gathers one cause of many pods, with the registry’s own words', () => {
    expect(
      project('deployment-image-unknown').rollout.findings[0],
    ).toMatchObject({
      cause: 'image',
      summary: expect.stringContaining('(3 pods)'),
      evidence: expect.arrayContaining([
        expect.objectContaining({
          message: expect.stringContaining('code = NotFound'),
        }),
      ]),
    });
  });

  it.each([
    ['deployment-settled', 'payments-api is healthy: all 2 pods are ready.'],
    [
      'deployment-rolling',
      'payments-api is rolling out: 2 of 5 new pods are ready.',
    ],
    [
      'deployment-old-leaving',
      'payments-api is rolling out: all 2 new pods are ready, 1 old pod has yet to leave.',
    ],
    [
      'deployment-image-unknown',
      'payments-api is stuck: the image registry does not know registry.example/payments-api:1.8.3 (3 pods). The 4 old pods serve.',
    ],
    [
      'deployment-quota',
      'payments-api is stuck: the quota of the namespace allows no more pods of this size. The 2 old pods serve.',
    ],
    [
      'deployment-first-crash',
      'payments-api is stuck: container api (1 pod) ends soon after each start: the last time with exit code 1, a general error. No pod serves.',
    ],
    [
      'deployment-degraded',
      'payments-api is degraded: 2 of 3 pods serve; container api (1 pod) runs and is not ready.',
    ],
    [
      'deployment-deadline',
      'payments-api is stuck: container api (1 pod) runs and is not ready. The 2 old pods serve.',
    ],
    [
      'deployment-no-node',
      'payments-api is stuck: no node fits 1 pod: 12 too small. The 2 old pods serve.',
    ],
    [
      'deployment-config-missing',
      'payments-api is stuck: container api (1 pod) needs the Secret payments-db, which does not exist. No pod serves.',
    ],
    [
      'deployment-paused',
      'payments-api is paused: its rollout is paused; 2 pods serve.',
    ],
    [
      'deployment-zero',
      'payments-api is scaled to zero: no pod is wanted, none runs.',
    ],
    ['rollout-settled', 'payments-api is healthy: all 5 pods are ready.'],
    [
      'rollout-timed-pause',
      'payments-api is rolling out: step 2 of 5, 20 % of the pods are to be new; it goes on by itself after 5 s.',
    ],
    [
      'rollout-waits-for-person',
      'payments-api is rolling out: step 4 of 5, 40 % of the pods are to be new; it waits for a person to promote.',
    ],
    [
      'rollout-analysis',
      'payments-api is rolling out: step 5 of 5, 40 % of the pods are to be new; an analysis decides.',
    ],
    [
      'rollout-aborted',
      'payments-api is stuck: its update was aborted. The 5 old pods serve.',
    ],
    [
      'rollout-deadline',
      'payments-api is stuck: no node fits 1 pod: 3 that it does not choose. The 4 old pods serve.',
    ],
    [
      'rollout-blue-green-waits',
      'shop is rolling out: 2 new pods beside 2 that serve; it waits for a person to promote.',
    ],
    ['rollout-paused', 'shop is paused: its rollout is paused; 2 pods serve.'],
    [
      'rollout-invalid',
      'shop is stuck: its controller takes its manifest for an invalid one.',
    ],
  ])('says of %s: %s', (name, line) => {
    expect(describeWorkload(project(name)).line).toBe(line);
  });
});

describe('projectPods', () => {
  it('lists the pods of the wanted revision first', () => {
    const { row, members } = loadSituation('deployment-rolling');
    const lines = projectPods(row, members, 'prod-1', now);
    expect(lines.map(({ revision }) => revision)).toEqual([
      'new',
      'new',
      'new',
      'old',
      'old',
      'old',
    ]);
    expect(lines[2]).toMatchObject({
      type: 'pod',
      workload: row.id,
      status: 'ContainerCreating',
      ready: { containers: 0, of: 1 },
    });
  });
});
