import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { waitFor } from '../platform/wait.ts';
import { kubernetesVersion } from './binary.ts';
import { kwokIdentity } from './identities.ts';
import { manifest, readManifests, seeLog, type Ground } from './ground.ts';
import {
  ensureSimulatedNodes,
  lateSimulatedNodes,
  simulatedLabel,
} from './simulatedNodes.ts';

export interface Simulation {
  readonly count: number;
  /** Keep ordinary pods off the simulated nodes. */
  readonly tainted: boolean;
}

/** Addresses of simulated pods: outside those of real ones, so that no service reaches a stranger. */
const podRange = '10.245.0.0/16';

/** Starts kwok, which plays the kubelets of the simulated nodes; ready when all of them are. */
export async function startSimulation(
  ground: Ground,
  simulation: Simulation,
): Promise<void> {
  const { platform, binary, api } = ground;
  const since = new Date();
  await ensureSimulatedNodes(api, simulation);
  platform.supervisor.start({
    name: 'kwok',
    command: binary,
    args: [
      'kwok',
      `--kubeconfig=${await ground.kubeconfig(kwokIdentity.name)}`,
      `--config=${await writeConfiguration(ground)}`,
    ],
    graceSeconds: 4,
  });
  await waitFor(
    {
      what: 'The simulated nodes',
      seconds: 30 + simulation.count / 4,
      signal: platform.supervisor.signal,
      whatToDo: seeLog(platform, 'kwok'),
      every: 200,
    },
    async () => (await lateSimulatedNodes(api, since)).length === 0,
  );
}

async function writeConfiguration({ platform, pki }: Ground): Promise<string> {
  const folder = join(platform.state, 'kwok');
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'kwok.yaml');
  const { certificate, key } = pki.files('kwok-serving');
  const configuration = {
    apiVersion: 'config.kwok.x-k8s.io/v1alpha1',
    kind: 'KwokConfiguration',
    metadata: { name: 'kwok' },
    // With a file no default holds: each of these is needed.
    options: {
      cidr: podRange,
      nodeIP: '127.0.0.1',
      nodePort: platform.ports.kwok,
      // Asks no caller for credentials, so it must not be reached from elsewhere.
      serverAddress: `127.0.0.1:${platform.ports.kwok}`,
      tlsCertFile: certificate,
      tlsPrivateKeyFile: key,
      manageAllNodes: false,
      manageNodesWithLabelSelector: `${simulatedLabel}=true`,
      // Without them logs cannot be read. There is no Exec in the simulation: it would run on this host.
      enableDebuggingHandlers: true,
      nodeLeaseDurationSeconds: 40,
      nodeLeaseParallelism: 4,
      nodePlayStageParallelism: 8,
      podPlayStageParallelism: 16,
      podsOnNodeSyncParallelism: 8,
      enablePodsOnNodeSyncListPager: false,
      enablePodsOnNodeSyncStreamWatch: true,
    },
  };
  const documents = [
    configuration,
    ...(await logs(folder)),
    ...(await simulated()),
  ];
  await writeFile(file, documents.map(each => stringify(each)).join('---\n'));
  return file;
}

async function simulated(): Promise<object[]> {
  const files = ['nodes', 'pods', 'usage'].map(name =>
    readManifests(manifest(`simulation/${name}.yaml`)),
  );
  const objects = (await Promise.all(files)).flat();
  const text = JSON.stringify(objects);
  return JSON.parse(text.replaceAll('KUBERNETES_VERSION', kubernetesVersion));
}

/** What `kubectl logs` of every simulated pod shows; `kubectl attach` waits for more of it. */
async function logs(folder: string): Promise<object[]> {
  const file = join(folder, 'pod.log');
  const lines = [
    'This pod is on a simulated node. No process runs in it, so it writes no log.',
    'Pods on the node real-1 are real; they have real logs and terminals.',
  ];
  const now = new Date().toISOString();
  await writeFile(
    file,
    lines.map(line => `${now} stdout F ${line}\n`).join(''),
  );
  const simulation = (kind: string, spec: object) => ({
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind,
    metadata: { name: 'simulated' },
    spec,
  });
  return [
    simulation('ClusterLogs', {
      logs: [{ logsFile: file, previousLogsFile: file, follow: true }],
    }),
    simulation('ClusterAttach', { attaches: [{ logsFile: file }] }),
  ];
}
