import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cluster } from '../../../packages/local/src/cluster/cluster.ts';
import { startCluster } from '../../../packages/local/src/cluster/startCluster.ts';
import { createPlatform } from '../../../packages/local/src/platform/create.ts';
import type { Platform } from '../../../packages/local/src/platform/platform.ts';
import {
  prepareWorkerNetwork,
  startWorker,
} from '../../../packages/local/src/worker/startWorker.ts';

export interface ControlPlane {
  platform: Platform;
  cluster: Cluster;
  /** The name of the node that runs real containers, where one was asked for. */
  realNode?: string;
  stop(): Promise<void>;
}

/** Another one, where tests run beside other tests. */
const instance = Number(process.env.PADDOCK_TEST_INSTANCE ?? 9);

/** The embedded control plane alone, beside any other that runs, with a state folder that is gone afterwards. */
export async function startControlPlane(
  simulatedNodes = 3,
  { worker = false } = {},
): Promise<ControlPlane> {
  const state = mkdtempSync(join(tmpdir(), 'paddock-'));
  const platform = await createPlatform(
    { state, instance, yes: false, reset: false },
    async () => {},
  );
  const stop = async () => {
    await platform.supervisor.stop('it is no longer needed');
    rmSync(state, { recursive: true, force: true });
  };
  try {
    if (!worker) {
      const cluster = await startCluster(platform, { simulatedNodes });
      return { platform, cluster, stop };
    }
    const { hostAddress } = await prepareWorkerNetwork(platform);
    const cluster = await startCluster(platform, {
      simulatedNodes,
      workerAddress: hostAddress,
    });
    const { node } = await startWorker(platform, cluster);
    return { platform, cluster, realNode: node, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
