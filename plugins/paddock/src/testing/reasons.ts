import type { ReasonFacts } from '@paddock/backstage-plugin-paddock-common';
import { aWorkload } from './workloads';

/** A workload that is stuck because its pod is not ready. */
export const notReady = aWorkload({
  rollout: {
    ...aWorkload().rollout,
    state: 'stuck',
    waits: [{ for: 'readiness', container: 'app', pods: 1 }],
  },
});
export const probeSaid =
  'Readiness probe failed: HTTP probe failed with statuscode: 503';
/** What is known besides of that pod. */
export const factsOfNotReady: ReasonFacts = {
  pods: [
    {
      name: 'payments-api-7d9f-abcde',
      node: 'node-03',
      status: 'Running',
      restarts: 0,
      cause: { is: 'readiness', container: 'app' },
    },
  ],
  nodes: {},
  events: [
    {
      id: 'e',
      type: 'Warning',
      reason: 'Unhealthy',
      message: probeSaid,
      count: 9,
      firstAt: '2026-11-23T08:00:00Z',
      lastAt: '2026-11-23T08:00:40Z',
      about: 'Pod/payments-api-7d9f-abcde',
      by: 'kubelet',
    },
  ],
};
