import type { PodRow } from '../../kube/watch/rows';
import type { QuotaRow } from '../../kube/watch/rows/scaling';
import { podsAdmitted } from './quotaRoom';

const MiB = 2 ** 20;

const pod = (changes: Partial<PodRow> = {}) =>
  ({
    createdAt: '2026-11-23T08:00:00Z',
    phase: 'Running',
    requests: { cpu: 500, memory: 256 * MiB },
    limits: { memory: 512 * MiB },
    ...changes,
  } as PodRow);

const quota = (
  hard: Record<string, string>,
  used: Record<string, string>,
  scopes: string[] = [],
) => ({ hard, used, scopes } as QuotaRow);

describe('how many pods the quotas admit', () => {
  it.each<[string, PodRow[], QuotaRow[], number | undefined]>([
    [
      'as many as there are, and those for which there is room',
      [pod(), pod()],
      [quota({ 'requests.cpu': '4' }, { 'requests.cpu': '1500m' })],
      2 + 5,
    ],
    [
      'by what is scarcest',
      [pod()],
      [
        quota(
          { cpu: '10', 'limits.memory': '2Gi', pods: '20' },
          { cpu: '1', 'limits.memory': '512Mi', pods: '3' },
        ),
      ],
      1 + 3,
    ],
    [
      'by the tightest of several quotas',
      [pod()],
      [
        quota({ pods: '5' }, { pods: '3' }),
        quota({ 'count/pods': '4' }, { 'count/pods': '3' }),
      ],
      1 + 1,
    ],
    [
      'no more than there are where it is overdrawn',
      [pod(), pod(), pod()],
      [quota({ pods: '2' }, { pods: '3' })],
      3,
    ],
    [
      'of the size of the newest, whatever older ones are',
      [
        pod({ requests: { cpu: 2_000 } }),
        pod({ createdAt: '2026-11-23T09:00:00Z', requests: { cpu: 100 } }),
      ],
      [quota({ 'requests.cpu': '3' }, { 'requests.cpu': '2100m' })],
      2 + 9,
    ],
    [
      'without what has ended',
      [pod(), pod({ phase: 'Failed' })],
      [quota({ pods: '4' }, { pods: '1' })],
      1 + 3,
    ],
    [
      'unless nothing of pods is bounded',
      [pod()],
      [quota({ services: '3', 'requests.storage': '1Ti' }, { services: '1' })],
      undefined,
    ],
    ['unless there is no quota', [pod()], [], undefined],
    [
      'unless there is no pod to go by',
      [],
      [quota({ pods: '4' }, { pods: '0' })],
      undefined,
    ],
    [
      'unless something else of pods is bounded, too',
      [pod()],
      [
        quota(
          { pods: '4', 'requests.nvidia.com/gpu': '1' },
          { pods: '1', 'requests.nvidia.com/gpu': '0' },
        ),
      ],
      undefined,
    ],
    [
      'unless a quota counts only some pods',
      [pod()],
      [quota({ pods: '4' }, { pods: '1' }, ['BestEffort'])],
      undefined,
    ],
    [
      'unless the quota has not been counted yet',
      [pod()],
      [quota({ pods: '4' }, {})],
      undefined,
    ],
    [
      'unless its pods do not say how much they take',
      [pod({ limits: undefined })],
      [quota({ 'limits.memory': '4Gi' }, { 'limits.memory': '1Gi' })],
      undefined,
    ],
  ])('%s', (_, pods, quotas, expected) => {
    expect(podsAdmitted(pods, quotas)).toBe(expected);
  });
});
