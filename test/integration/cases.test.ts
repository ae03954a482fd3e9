import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { describeWorkload, startWorkloadRoom } from './world/backend.ts';
import {
  startWatched,
  until,
  type WatchedControlPlane,
} from './world/watching.ts';

// Situations that are easily told wrongly, put up on the embedded control plane: what a page says of each is to be what
// `kubectl get`, `describe` and the events say together.

let world: WatchedControlPlane;
let room: ReturnType<typeof startWorkloadRoom>;

before(async () => {
  world = await startWatched();
  const { watched } = world;
  room = startWorkloadRoom({ all: () => [watched], onChange: () => () => {} });
});

after(async () => {
  room?.stop();
  await world?.stop();
});

type Room = ReturnType<typeof startWorkloadRoom>;
type Workload = NonNullable<ReturnType<Room['list']['get']>>;

const kubectl = (...args: string[]) => world.cluster.kubectl(args);

async function apply(name: string) {
  const text = await readFile(
    new URL(`./cases/${name}.yaml`, import.meta.url),
    'utf8',
  );
  await world.cluster.kubectl(['apply', '-f', '-'], text);
}

const find = (namespace: string, name: string): Workload | undefined =>
  [...room.list.all()].find(
    each => each.namespace === namespace && each.name === name,
  );

/** What is told of a workload: its state, its first line, and what to do. */
function tell(workload: Workload | undefined): string {
  if (!workload) return 'nothing';
  const { line, advice = '' } = describeWorkload(workload, Date.now());
  return `${workload.rollout.state} | ${line} | ${advice}`;
}

async function untilTold(
  namespace: string,
  name: string,
  words: RegExp,
  withinMs = 60_000,
) {
  const seen = () => tell(find(namespace, name));
  await until(`${name} is told`, () => words.test(seen()), withinMs).catch(() =>
    assert.fail(`It is told of ${name}: ${seen()}`),
  );
}

const untilReady = (namespace: string, name: string) =>
  untilTold(namespace, name, /^healthy/);

const patch = (namespace: string, what: string, change: object) =>
  kubectl(
    ...['-n', namespace, 'patch', what],
    ...['--type=merge', '-p', JSON.stringify(change)],
  );

/** The simulation leaves alone what it was told to hold. */
const patchStatus = (namespace: string, pod: string, status: object) =>
  kubectl(
    ...['-n', namespace, 'patch', pod, '--subresource=status'],
    ...['--type=merge', '-p', JSON.stringify({ status })],
  );

const podsOf = async (namespace: string) =>
  (await kubectl('-n', namespace, 'get', 'pod', '-o', 'name'))
    .trim()
    .split('\n');

const setImage = (namespace: string, what: string, tag: string) =>
  kubectl(
    ...['-n', namespace, 'set', 'image', what],
    `app=registry.example/app:${tag}`,
  );

describe('what is told on a real control plane', () => {
  it('of pods that admission refuses, which only events tell', async () => {
    const of = 'pods-refused-by-admission';
    await apply(of);
    for (const name of ['refused', 'refused-ds']) {
      await untilTold(
        of,
        name,
        /^(stuck|down) .*Pod Security level refuses pods for \w.*\| Change in the pod template/,
      );
    }
  });

  it('of an admission webhook that does not answer', async () => {
    const of = 'webhook-away';
    await apply(of);
    for (const name of ['hooked', 'hooked-sts']) {
      await untilTold(of, name, /^stuck .*webhook away\.lab\.example/);
    }
    await kubectl('delete', 'validatingwebhookconfiguration', 'away');
  });

  it('of a pod that a finalizer holds', async () => {
    const of = 'pod-held-while-terminating';
    await apply(of);
    await untilReady(of, 'hold');
    await kubectl('-n', of, 'delete', 'pod', 'hold-2', '--wait=false');
    await untilTold(
      of,
      'hold',
      /hold-2 cannot end: held by the finalizer lab\.example\/hold.*Whoever set/,
      120_000,
    );
    for (const at of [0, 1, 2]) {
      await patch(of, `pod/hold-${at}`, { metadata: { finalizers: null } });
    }
  });

  it('of Recreate whose old pods never end', async () => {
    const of = 'recreate-held';
    await apply(of);
    await untilReady(of, 'recreate-held');
    await setImage(of, 'deployment/recreate-held', '2');
    await untilTold(
      of,
      'recreate-held',
      /^(down|stuck) .*cannot end: held by the finalizer/,
      120_000,
    );
    for (const pod of await podsOf(of)) {
      await patch(of, pod, { metadata: { finalizers: null } });
    }
  });

  it('of OnDelete after all pods were renewed', async () => {
    const of = 'on-delete-complete';
    await apply(of);
    await untilReady(of, 'ondelete');
    await setImage(of, 'statefulset/ondelete', '2');
    await untilTold(of, 'ondelete', /^paused .*the 3 old pods/);
    await kubectl('-n', of, 'delete', ...(await podsOf(of)));
    await untilReady(of, 'ondelete');
  });

  it('of a DaemonSet that was changed and changed back', async () => {
    const of = 'on-delete-changed-back';
    for (const node of ['sim-01', 'sim-02', 'sim-03']) {
      await kubectl('label', 'node', node, 'lab=ds', '--overwrite');
    }
    await apply(of);
    await untilTold(of, 'agent', /^healthy .*all 3 pods/);
    await setImage(of, 'daemonset/agent', '2');
    await untilTold(of, 'agent', /^paused .*the 3 old pods/);
    const [first] = await podsOf(of);
    await kubectl('-n', of, 'delete', first!);
    await untilTold(of, 'agent', /^paused .*the 2 old pods/);
    await setImage(of, 'daemonset/agent', '1');
    await untilTold(of, 'agent', /^paused .*the 1 old pod/);
  });

  it('of a Deployment that is paused from the start', async () => {
    await apply('created-paused');
    await untilTold(
      'created-paused',
      'parked',
      /^paused .*its rollout is paused; no pod serves\. \| Resume/,
    );
  });

  it('of scheduling gates', async () => {
    await apply('scheduling-gates');
    for (const name of ['gated', 'gated-job']) {
      await untilTold(
        'scheduling-gates',
        name,
        /^stuck .*the scheduling gate lab\.example\/quota.*has to lift it/,
      );
    }
  });

  it('of an init container, or a whole pod, that asks for too much', async () => {
    await apply('init-container-asks');
    const of = 'init-container-asks';
    const line = '^stuck .*no node has 64 cores free';
    await untilTold(
      of,
      'warm-up',
      new RegExp(`${line}.*less CPU in its init container fill-cache`),
    );
    await untilTold(of, 'pod-level', new RegExp(`${line}.*less CPU\\b(?! in)`));
  });

  it('of restarts of long ago', async () => {
    const of = 'old-restarts';
    await apply(of);
    await until('its pod waits', async () => (await podsOf(of))[0] !== '');
    await untilTold(of, 'veteran', /registry/);
    const [pod] = await podsOf(of);
    await patchStatus(of, pod!, {
      phase: 'Running',
      conditions: [
        { type: 'PodScheduled', status: 'True' },
        { type: 'Initialized', status: 'True' },
        { type: 'Ready', status: 'False', reason: 'ContainersNotReady' },
      ],
      containerStatuses: [
        {
          name: 'app',
          image: 'x',
          imageID: '',
          ready: false,
          started: true,
          restartCount: 3,
          state: { running: { startedAt: '2026-01-02T00:00:00Z' } },
          lastState: {
            terminated: {
              exitCode: 1,
              reason: 'Error',
              startedAt: '2026-01-01T00:00:00Z',
              finishedAt: '2026-01-02T00:00:00Z',
            },
          },
        },
      ],
    });
    await untilTold(of, 'veteran', /runs and is not ready/);
    assert.doesNotMatch(tell(find(of, 'veteran')), /ends soon|Read the log/);
  });

  it('of a quota that wants to be told amounts', async () => {
    await apply('quota-must-specify');
    await untilTold(
      'quota-must-specify',
      'no-limits',
      /^stuck .*wants container app to set limits\.cpu.*Set limits\.cpu/,
    );
  });

  it('of a number of pods that is used up', async () => {
    await apply('quota-of-pods');
    await untilTold(
      'quota-of-pods',
      'many',
      /^stuck .*no more pods: 2 of 2\. 2 of 4 pods serve\. \| Run fewer pods/,
    );
  });

  it('of a StatefulSet that is held up after it was rolled back', async () => {
    const of = 'forced-rollback';
    await apply(of);
    await untilReady(of, 'fr');
    await patch(of, 'statefulset/fr', {
      spec: {
        template: {
          metadata: {
            annotations: { 'paddock.internal/simulate': 'crash-loop' },
          },
        },
      },
    });
    await untilTold(of, 'fr', /ends soon after each start/);
    await kubectl('-n', of, 'rollout', 'undo', 'statefulset/fr');
    await untilTold(
      of,
      'fr',
      /pod fr-2 is of another revision.*\| Delete the pod fr-2/,
    );
  });

  it('of an old pod that crashes below the partition', async () => {
    const of = 'partition-old-pod-crashes';
    await apply(of);
    await untilReady(of, 'part');
    await setImage(of, 'statefulset/part', '2');
    await untilTold(of, 'part', /^paused .*its partition holds 2 pods/);
    await kubectl(
      ...['-n', of, 'annotate', 'pod', 'part-0'],
      'paddock.internal/simulate=crash-loop',
    );
    await untilTold(of, 'part', /^(stuck|degraded) .*ends soon/, 120_000);
  });

  it('of a pod that was evicted', async () => {
    const of = 'evicted';
    await apply(of);
    await untilReady(of, 'crowded');
    const [pod] = await podsOf(of);
    await patchStatus(of, pod!, {
      phase: 'Failed',
      reason: 'Evicted',
      message: 'The node was low on resource: memory.',
      containerStatuses: null,
    });
    await untilTold(of, 'crowded', /The node was low on resource: memory/);
  });

  it('of pods that no workload makes', async () => {
    await apply('pods-without-workload');
    await untilTold('payments', 'bare', /^healthy/);
    await untilTold('payments', 'bare-set', /^healthy .*all 2 pods/);
    const { kind, madeBy, component } = find('payments', 'bare-set')!;
    assert.deepEqual(
      { kind, madeBy, component },
      {
        kind: 'Pods',
        madeBy: { kind: 'ReplicaSet', name: 'bare-set' },
        component: 'payments-api',
      },
    );
  });

  it('of Jobs of others, and of a schedule that never comes', async () => {
    await apply('jobs');
    await untilTold('jobs', 'managed', /^healthy .*multikueue runs it/);
    await untilTold('jobs', 'queued', /^paused .*waits in the queue team/);
    await untilTold('jobs', 'never', /^stuck .*never comes/);
  });

  it('of what is being deleted', async () => {
    await apply('being-deleted');
    await untilReady('being-deleted', 'leaving');
    await untilReady('namespace-deleted', 'held');
    await kubectl(
      ...['-n', 'being-deleted', 'delete', 'deployment', 'leaving'],
      ...['--cascade=foreground', '--wait=false'],
    );
    await untilTold(
      'being-deleted',
      'leaving',
      /^being-deleted .*waits for its pods to end.*lab\.example\/hold/,
      120_000,
    );
    await kubectl('delete', 'namespace', 'namespace-deleted', '--wait=false');
    await untilTold(
      'namespace-deleted',
      'held',
      /^being-deleted .*its namespace namespace-deleted is being deleted|^nothing/,
    );
  });

  it('of a CronJob whose failed runs are not kept', async () => {
    await apply('failed-runs-not-kept');
    await untilTold(
      'failed-runs-not-kept',
      'nightly',
      /^degraded .*its last run did not succeed, and is not kept/,
      150_000,
    );
  });
});
