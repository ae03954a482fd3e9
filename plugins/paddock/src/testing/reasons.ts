import type { Finding } from '@paddock/backstage-plugin-paddock-common';
import { aWorkload } from './workloads';

export function aFinding(changes: Partial<Finding> = {}): Finding {
  return {
    cause: 'readiness',
    effect: 'slows',
    summary: 'container app (1 pod) runs and is not ready',
    object: { kind: 'Pod', name: 'payments-api-7d9f-abcde' },
    certainty: 'seen',
    evidence: [],
    because: [],
    ...changes,
  };
}

export const probeSaid =
  'Readiness probe failed: HTTP probe failed with statuscode: 503';

/** What is known besides of the pod that is not ready. */
export const findingsOfNotReady: Finding[] = [
  aFinding({
    because: [
      aFinding({
        cause: 'probe',
        summary: 'its readiness probe fails with 503, 9 times in 40 s',
        restsOn: 'Event',
        evidence: [
          {
            about:
              'Pod/payments-api-7d9f-abcde: event Unhealthy from kubelet, 9 times',
            pod: 'payments-api-7d9f-abcde',
            at: '2026-11-23T08:00:40Z',
            message: probeSaid,
          },
        ],
      }),
    ],
  }),
];

/** A workload that is stuck because its pod is not ready. */
export const notReady = aWorkload({
  rollout: {
    ...aWorkload().rollout,
    state: 'stuck',
    findings: [aFinding()],
  },
});
