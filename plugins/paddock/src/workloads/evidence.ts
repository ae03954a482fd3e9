import type { Wait, Workload } from '@paddock/backstage-plugin-paddock-common';

/** The cluster's own words, unshortened, and what they are about. */
export interface Evidence {
  about: string;
  message: string;
}

function podsWord(pods: number) {
  return pods === 1 ? '1 pod' : `${pods} pods`;
}

function aboutOf(wait: Wait): string {
  switch (wait.for) {
    case 'container':
      return `Container ${wait.container}, ${podsWord(wait.pods)}: ${
        wait.reason
      }`;
    case 'node':
      return `No node for ${podsWord(wait.pods)}`;
    case 'admission':
      return 'The API server does not let a pod be created';
    case 'run':
      return `The Job: ${wait.reason}`;
    case 'deadline':
      return 'The progress deadline has passed';
    default:
      return '';
  }
}

/** The raw messages behind what a rollout waits for, and behind an autoscaler that fails. */
export function evidenceOf({ rollout, autoscaling }: Workload): Evidence[] {
  const evidence = rollout.waits.flatMap(wait =>
    'message' in wait && wait.message
      ? [{ about: aboutOf(wait), message: wait.message }]
      : [],
  );
  if (autoscaling?.state.is !== 'failing') return evidence;
  const { reason, message } = autoscaling.state;
  return [...evidence, { about: `Autoscaler: ${reason}`, message }];
}
