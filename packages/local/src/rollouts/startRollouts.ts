import { join } from 'node:path';
import type { Cluster } from '../cluster/cluster.ts';
import { readManifests, seeLog, toFlags } from '../cluster/ground.ts';
import type { Identity } from '../cluster/identities.ts';
import { Advice, type Platform } from '../platform/platform.ts';
import { waitFor } from '../platform/wait.ts';
import { controllerBinary } from './binary.ts';
import { readDefinitions } from './definitions.ts';

const identity: Identity = {
  name: 'argo-rollouts',
  user: 'paddock:argo-rollouts',
};

const rights = join(import.meta.dirname, 'manifests/rights.yaml');

type Beside = Pick<Cluster, 'api' | 'kubeconfigFor'>;

/**
 * Runs the real controller of Argo Rollouts beside the cluster. Nothing else needs it: where it cannot be built, the
 * start says so and is complete without it.
 */
export async function startRollouts(
  platform: Platform,
  cluster: Beside,
): Promise<void> {
  const { steps, supervisor } = platform;
  let binary: string;
  try {
    binary = await controllerBinary(platform);
  } catch (error) {
    if (!(error instanceof Advice) || supervisor.signal.aborted) throw error;
    steps.note(`No progressive delivery: ${error.message}`);
    return;
  }
  await steps.run('Progressive delivery (Argo Rollouts)', async say => {
    say('definitions');
    for (const object of await readManifests(rights)) {
      await cluster.api.apply(object);
    }
    await applyDefinitions(platform, cluster);
    await startController(platform, cluster, binary);
  });
}

interface Definition {
  status?: { conditions?: Array<{ type: string; status: string }> };
}

async function applyDefinitions(platform: Platform, { api }: Beside) {
  for (const object of await readDefinitions(platform)) {
    await api.apply(object);
    const path = await api.pathOf(object);
    await waitFor(
      {
        what: `The kind ${object.metadata.name}`,
        seconds: 60,
        signal: platform.supervisor.signal,
        whatToDo: seeLog(platform, 'kube-apiserver'),
      },
      async () =>
        (
          await api.get<Definition>(path)
        ).status?.conditions?.some(
          ({ type, status }) => type === 'Established' && status === 'True',
        ) ?? false,
    );
  }
}

async function startController(
  { supervisor }: Platform,
  { kubeconfigFor }: Beside,
  binary: string,
) {
  supervisor.start({
    name: 'argo-rollouts',
    command: binary,
    args: toFlags({
      kubeconfig: await kubeconfigFor(identity),
      'leader-elect': false,
      // It would listen on every address of the machine. Nobody asks it: with a port that is none, it does not listen.
      metricsPort: -1,
      healthzPort: -1,
      loglevel: 'warn',
      logformat: 'text',
    }),
    env: { POD_NAMESPACE: 'argo-rollouts' },
    graceSeconds: 4,
  });
}
