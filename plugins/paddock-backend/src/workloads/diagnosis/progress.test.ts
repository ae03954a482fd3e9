import { trim } from '../../../testing/situations';
import { projectWorkload } from '../project/project';
import type { WorkloadRow } from '../rows';

const metadata = {
  name: 'api',
  namespace: 'payments',
  uid: 'w',
  resourceVersion: '1',
  generation: 2,
};

/** A workload without pods: how its controller says that it is. */
function shown(kind: string, spec: object, status: object) {
  const observed = { observedGeneration: 2, ...status };
  const [row] = trim([
    { kind, metadata, spec, status: observed } as {
      kind: string;
      metadata: object;
    },
  ]);
  const { rollout } = projectWorkload(
    row as WorkloadRow,
    { sets: [], jobs: [], pods: [] },
    { cluster: 'prod-1', now: 0 },
  );
  return {
    state: rollout.state,
    found: rollout.findings.map(({ cause }) => cause),
  };
}

const deployed = (pods: number, more: object = {}) => ({
  replicas: pods,
  updatedReplicas: pods,
  readyReplicas: pods,
  availableReplicas: pods,
  ...more,
});
const progressing = (reason: string) => ({
  conditions: [
    { type: 'Progressing', status: 'False', reason, message: 'in its words' },
  ],
});
const partition = (of: number) => ({
  replicas: 3,
  updateStrategy: { rollingUpdate: { partition: of } },
});
const revisions = { currentRevision: 'a', updateRevision: 'b' };

// Each of these is what `kubectl rollout status` says; test/integration/parity.test.ts asks it.
describe('a rollout', () => {
  it.each([
    [
      'is done when all pods are of the new revision and serve',
      ['Deployment', { replicas: 3 }, deployed(3)],
      { state: 'healthy', found: [] },
    ],
    [
      'is not done past its deadline, whatever the counts say',
      [
        'Deployment',
        { replicas: 3 },
        deployed(3, progressing('ProgressDeadlineExceeded')),
      ],
      { state: 'stuck', found: ['deadline'] },
    ],
    [
      'is not late when its controller has not seen the change',
      [
        'Deployment',
        { replicas: 3 },
        deployed(2, {
          observedGeneration: 1,
          ...progressing('ProgressDeadlineExceeded'),
        }),
      ],
      { state: 'rolling-out', found: ['controller'] },
    ],
    [
      'is refused, not late, when nothing could be made of it',
      ['Deployment', { replicas: 3 }, deployed(0, progressing('FailedCreate'))],
      { state: 'stuck', found: ['refused'] },
    ],
    [
      'is done while the next one is held back',
      ['Deployment', { replicas: 3, paused: true }, deployed(3)],
      { state: 'paused', found: ['paused'] },
    ],
    [
      'to zero is done, though a pod could not be made before',
      ['Deployment', { replicas: 0 }, deployed(0, progressing('FailedCreate'))],
      { state: 'scaled-to-zero', found: [] },
    ],
    [
      'to zero is not done while pods of an old revision are counted',
      ['Deployment', { replicas: 0 }, deployed(1, { updatedReplicas: 0 })],
      { state: 'rolling-out', found: [] },
    ],
    [
      'of a StatefulSet is done when its pods are ready, though not yet for long enough',
      ['StatefulSet', partition(0), deployed(3, { availableReplicas: 1 })],
      { state: 'healthy', found: [] },
    ],
    [
      'of a StatefulSet is done as far as its partition lets it go',
      [
        'StatefulSet',
        partition(2),
        deployed(3, { updatedReplicas: 1, ...revisions }),
      ],
      { state: 'paused', found: ['partition'] },
    ],
    [
      'of a StatefulSet is not done before that',
      [
        'StatefulSet',
        partition(1),
        deployed(3, { updatedReplicas: 1, ...revisions }),
      ],
      { state: 'rolling-out', found: ['partition'] },
    ],
  ] as const)('%s', (_, [kind, spec, status], expected) => {
    expect(shown(kind, spec, status)).toEqual(expected);
  });
});
