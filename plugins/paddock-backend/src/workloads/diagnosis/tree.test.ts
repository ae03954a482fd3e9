import type { Finding } from '@paddock/backstage-plugin-paddock-common';
import {
  type Given,
  probe,
  situations,
} from '../../../testing/situations/reasonSituations';
import { situationsOfOthers } from '../../../testing/situations/reasonSituationsOfOthers';
import { loadSituation } from '../../../testing/situations';
import { projectWorkload } from '../project/project';

const now = Date.parse('2026-11-23T08:10:00Z');

const outline = (findings: Finding[], depth = 0): string[] =>
  findings.flatMap(({ summary, because }) => [
    `${'  '.repeat(depth)}${summary}`,
    ...outline(because, depth + 1),
  ]);

function tree({ situation, pods = () => ({}), events = [] }: Given) {
  const { row, members } = loadSituation(situation);
  const changed = members.pods.map(pod =>
    pod.ready ? pod : { ...pod, ...pods(pod) },
  );
  const about = changed.find(pod => !pod.ready && !pod.deletedAt)?.name;
  const told = events.map((event, id) => ({
    id: `e-${id}`,
    type: 'Warning' as const,
    reason: 'Unhealthy',
    message: '',
    count: 1,
    firstAt: '2026-11-23T08:00:00Z',
    lastAt: '2026-11-23T08:00:40Z',
    about: `Pod/${about}`,
    by: 'kubelet',
    ...event,
  }));
  return projectWorkload(
    row,
    { ...members, pods: changed, events: told },
    { cluster: 'prod-1', now },
  ).rollout.findings;
}

describe('why a workload is not done', () => {
  it.each([...situations, ...situationsOfOthers])('%s', (_, given, told) => {
    expect(outline(tree(given))).toEqual(told);
  });

  it('is nothing where all is well', () => {
    expect(tree({ situation: 'deployment-settled' })).toEqual([]);
  });

  it('has the cluster’s own words, unshortened, with the pod and the time', () => {
    const message =
      'Readiness probe failed: HTTP probe failed with statuscode: 503';
    const [found] = tree({
      situation: 'deployment-deadline',
      events: [{ message, count: 9 }],
    });
    expect(found?.because[0]?.evidence).toEqual([
      {
        about:
          'Pod/payments-api-7c9f8d5b6d-x2x4z: event Unhealthy from kubelet, 9 times',
        pod: 'payments-api-7c9f8d5b6d-x2x4z',
        at: '2026-11-23T08:00:40Z',
        message,
      },
    ]);
  });

  it('gathers what several pods say of one cause, and tells it once', () => {
    const [finding] = tree({
      situation: 'deployment-deadline',
      events: [
        probe('Readiness', 'HTTP probe failed with statuscode: 503', {
          count: 3,
        }),
        probe('Readiness', 'HTTP probe failed with statuscode: 503', {
          count: 5,
          lastAt: '2026-11-23T08:01:00Z',
        }),
      ],
    });
    const [found, ...others] = finding?.because ?? [];
    expect(others).toEqual([]);
    expect(found?.summary).toBe(
      'its readiness probe fails with 503, 5 times in 1 min',
    );
    expect(found?.evidence).toHaveLength(2);
  });
});
