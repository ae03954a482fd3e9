import type { Cluster } from './cluster/cluster.ts';
import type { StartOptions } from './options.ts';
import { Advice, type Platform } from './platform/platform.ts';
import {
  baseImageReference,
  prepareBaseImages,
} from './worker/images/baseImages.ts';
import { buildahArguments } from './worker/images/buildah.ts';
import { checkWorker } from './worker/checkWorker.ts';
import { prepareWorkerNetwork, startWorker } from './worker/startWorker.ts';

/**
 * The network of a real worker, where this machine can run one. Otherwise says which part is missing and how to get it;
 * everything else then works on simulated nodes.
 */
export async function prepareWorker(
  platform: Platform,
  { worker }: Pick<StartOptions, 'worker'>,
): Promise<{ hostAddress: string } | undefined> {
  if (!worker) return undefined;
  const missing = checkWorker().filter(
    each => !(each.installable && platform.mayInstall),
  );
  if (missing.length > 0) {
    platform.steps.note(
      'No real worker node; workloads run on simulated ones. What is missing:',
    );
    for (const { what, howToGet } of missing)
      platform.steps.note(`  ${what}: ${howToGet}`);
    if (missing.every(each => each.installable)) {
      platform.steps.note('  Or let the start install it: npm start -- --yes');
    }
    return undefined;
  }
  try {
    return await platform.steps.run('the real worker’s network', () =>
      prepareWorkerNetwork(platform),
    );
  } catch (error) {
    if (!(error instanceof Advice)) throw error;
    platform.steps.note(`No real worker node: ${error.message}`);
    return undefined;
  }
}

/** Joins the real worker to the cluster, and has the base images ready that templates build on. */
export async function joinWorker(
  platform: Platform,
  cluster: Cluster,
): Promise<void> {
  await startWorker(platform, cluster);
  await cluster.setSimulatedTaint(true);
  await prepareBaseImages(platform);
}

/** What the portal is told of building images: known before the images are there. */
export const buildsOf = (platform: Platform) => ({
  registry: `localhost:${platform.ports.registry}`,
  insecure: true,
  arguments: buildahArguments(platform),
  buildArgs: {
    BUILD_IMAGE: baseImageReference(platform, 'debian-build'),
    RUNTIME_IMAGE: baseImageReference(platform, 'debian-runtime'),
  },
});
