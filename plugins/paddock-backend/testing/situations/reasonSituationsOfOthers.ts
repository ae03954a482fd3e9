import type { Situation } from './reasonSituations';

/** The same of what is no workload of the cluster's own that runs for good. */
export const situationsOfOthers: Situation[] = [
  [
    'a Job whose pods the quota refuses',
    {
      situation: 'job-no-pods',
      events: [
        {
          about: 'Job/payments-report',
          reason: 'FailedCreate',
          message:
            'Error creating: pods "payments-report-x1" is forbidden: exceeded quota: payments, requested: pods=1, used: pods=10, limited: pods=10',
          by: 'job-controller',
        },
      ],
    },
    [
      'the quota of the namespace allows no more pods: 10 of 10',
      '  pods: a pod asks for 1, 10 of 10 are used',
    ],
  ],
  [
    'a Job that has failed',
    { situation: 'job-failed' },
    [
      'its pods failed 2 times, more than its backoff limit allows',
      '  the last one ended with exit code 127, its command was not found in the image',
    ],
  ],
  [
    'a Rollout whose update was aborted',
    { situation: 'rollout-aborted' },
    ['its update was aborted'],
  ],
  [
    'a Rollout whose manifest is invalid',
    { situation: 'rollout-invalid' },
    ['its controller takes its manifest for an invalid one'],
  ],
];
