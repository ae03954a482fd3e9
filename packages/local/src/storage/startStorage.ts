import { mkdirSync } from 'node:fs';
import { ApiError, type KubeApi } from '../cluster/api.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Platform } from '../platform/platform.ts';
import { waitFor } from '../platform/wait.ts';
import { baseImageReference } from '../worker/images/baseImages.ts';
import { workerPlaces } from '../worker/names.ts';
import { pushProgramImage } from '../worker/images/ownImages.ts';
import { hasImage } from '../worker/images/registry.ts';
import { provisionerBinary, provisionerVersion } from './binary.ts';
import {
  provisionerName,
  storageClassName,
  storageNamespace,
  volumesFolder,
} from './names.ts';
import { provisionerObjects, storageClass } from './objects.ts';

const repository = `paddock/${provisionerName}`;

/**
 * Has the cluster provide volumes on the real worker, which must be there with its base images. Resolves when the
 * provisioner runs; only then is there a class.
 */
export async function startStorage(
  platform: Platform,
  { api }: Pick<Cluster, 'api'>,
): Promise<void> {
  const program = await provisionerBinary(platform);
  await platform.steps.run('Volumes on the real worker', async () => {
    const { node } = workerPlaces(platform);
    const folder = volumesFolder(platform.state);
    mkdirSync(folder, { recursive: true });
    const objects = provisionerObjects({
      image: await ownImage(platform, program),
      helperImage: baseImageReference(platform, 'debian-runtime'),
      node,
      folder,
    });
    for (const object of objects) await api.apply(object);
    await untilItRuns(platform, api);
    await api.apply(storageClass(node));
  });
}

/** Without a worker nothing provides volumes: the class of an earlier start goes, claims and their data stay. */
export async function withdrawStorage({
  api,
}: Pick<Cluster, 'api'>): Promise<void> {
  await api
    .delete(`/apis/storage.k8s.io/v1/storageclasses/${storageClassName}`)
    .catch((error: unknown) => {
      if (!(error instanceof ApiError) || error.status !== 404) throw error;
    });
}

async function ownImage(platform: Platform, program: string): Promise<string> {
  const version = await provisionerVersion();
  const reference = `localhost:${platform.ports.registry}/${repository}:${version}`;
  if (!(await hasImage(platform, repository, version))) {
    const inside = `/bin/${provisionerName}`;
    await pushProgramImage(platform, { program, inside, reference });
  }
  return reference;
}

interface Rollout {
  metadata: { generation: number };
  status: {
    observedGeneration?: number;
    updatedReplicas?: number;
    availableReplicas?: number;
  };
}

const untilItRuns = ({ supervisor }: Platform, api: KubeApi) =>
  waitFor(
    {
      what: 'The provisioner of volumes',
      seconds: 90,
      signal: supervisor.signal,
      whatToDo: `"kubectl -n ${storageNamespace} describe pods" says why.`,
      every: 300,
    },
    async () => {
      const { metadata, status } = await api.get<Rollout>(
        `/apis/apps/v1/namespaces/${storageNamespace}/deployments/${provisionerName}`,
      );
      const seen = (status.observedGeneration ?? 0) >= metadata.generation;
      return (
        seen && status.updatedReplicas === 1 && status.availableReplicas === 1
      );
    },
  );
