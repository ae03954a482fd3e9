import {
  type ReasonNode,
  reasonTree,
} from '@paddock/backstage-plugin-paddock-common';
import {
  type Given,
  probe,
  situations,
} from '../../../testing/reasonSituations';
import { situationsOfOthers } from '../../../testing/reasonSituationsOfOthers';
import { loadSituation } from '../../../testing/situations';
import { projectWorkload } from '../project';
import { podFacts } from './podFacts';

const now = Date.parse('2026-11-23T08:10:00Z');

const outline = (nodes: ReasonNode[], depth = 0): string[] =>
  nodes.flatMap(({ words, children }) => [
    `${'  '.repeat(depth)}${words}`,
    ...outline(children, depth + 1),
  ]);

function tree({ situation, pods = () => ({}), events = [] }: Given) {
  const { row, members } = loadSituation(situation);
  const changed = {
    ...members,
    pods: members.pods.map(pod => (pod.ready ? pod : { ...pod, ...pods(pod) })),
  };
  const workload = projectWorkload(row, changed, { cluster: 'prod-1', now });
  const facts = podFacts(changed.pods);
  return reasonTree(workload, {
    pods: facts,
    nodes: Object.fromEntries(
      changed.pods.map(({ name, node = '' }) => [name, node]),
    ),
    events: events.map((event, id) => ({
      id: `e-${id}`,
      type: 'Warning',
      reason: 'Unhealthy',
      message: '',
      count: 1,
      firstAt: '2026-11-23T08:00:00Z',
      lastAt: '2026-11-23T08:00:40Z',
      about: `Pod/${facts[0]?.name}`,
      by: 'kubelet',
      ...event,
    })),
  });
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
    const [revision] = tree({
      situation: 'deployment-deadline',
      events: [{ message, count: 9 }],
    });
    expect(revision?.children[0]?.children[0]?.evidence).toEqual([
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
    const [revision] = tree({
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
    const [found, ...others] = revision?.children[0]?.children ?? [];
    expect(others).toEqual([]);
    expect(found?.words).toBe(
      'its readiness probe fails with 503, 5 times in 1 min',
    );
    expect(found?.evidence).toHaveLength(2);
  });
});
