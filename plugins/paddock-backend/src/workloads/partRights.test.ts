import {
  describeWorkload,
  type Workload,
} from '@paddock/backstage-plugin-paddock-common';
import { areaKey, createScope } from '../live/scope';
import {
  diagnosed,
  object,
  ownedBy,
  pod,
  waiting,
  warning,
} from '../../testing/situations/diagnosing';
import { loadSituation } from '../../testing/situations';
import { findingAreas, scalingAreas, withinRights } from './partRights';
import { projectWorkload } from './project/project';

const { row, members } = loadSituation('deployment-settled');
const plain = projectWorkload(row, members, { cluster: 'local', now: 0 });
const scaled: Workload = {
  ...plain,
  autoscaling: {
    name: 'api',
    min: 2,
    max: 10,
    current: 3,
    desired: 3,
    metrics: [],
    quotaAdmits: 7,
    state: { is: 'scaling' },
  },
};
const [autoscalers, quotas] = scalingAreas(scaled).map(areaKey);

it.each([
  ['neither', [], undefined],
  ['quotas without autoscalers', [quotas], undefined],
  ['autoscalers alone', [autoscalers], { max: 10, quotaAdmits: undefined }],
  ['both', [autoscalers, quotas], { max: 10, quotaAdmits: 7 }],
])('who may list %s sees no more of what scales', (_, granted, expected) => {
  const scope = createScope(granted as string[]);
  const { autoscaling } = withinRights(scaled, scope);
  const { max, quotaAdmits } = autoscaling ?? {};
  expect(autoscaling && { max, quotaAdmits }).toEqual(expected);
});

describe('what is known from objects with rights of their own', () => {
  const [deployed, set] = [
    object('Deployment', 'api', { spec: { replicas: 1 } }),
    object('ReplicaSet', 'api-a', { metadata: ownedBy('Deployment', 'api') }),
  ];
  const held = diagnosed([
    deployed!,
    set!,
    pod('api-a-1', {
      owner: ['ReplicaSet', 'api-a'],
      state: waiting('ContainerCreating'),
    }),
    warning(
      ['Pod', 'api-a-1'],
      'FailedMount',
      'MountVolume.SetUp failed for volume "tls" : secret "server-tls" not found',
    ),
  ]);
  const place = { cluster: 'prod-1', namespace: 'payments' };
  const scopeOf = (...kinds: string[]) =>
    createScope(
      findingAreas(place)
        .filter(({ what }) => kinds.includes(what))
        .map(areaKey),
    );

  it('is told to who may see it', () => {
    const shown = withinRights(held, scopeOf('Event'));
    expect(describeWorkload(shown).line).toContain('Secret server-tls');
  });

  it('is left out for who may not, which is said, and the state stays', () => {
    const shown = withinRights(held, scopeOf('Node', 'Namespace'));
    expect(JSON.stringify(shown)).not.toContain('server-tls');
    expect(shown.rollout.state).toBe(held.rollout.state);
    expect(shown.rollout.findings.map(({ summary }) => summary)).toContain(
      'more is known from events, which you may not see',
    );
  });

  it('asks of nodes in the whole cluster: a right in a namespace is none', () => {
    const node = findingAreas(place).find(({ what }) => what === 'Node');
    expect(node).toMatchObject({ namespace: '*', isPart: true });
  });
});
