import { createPki } from '../platform/pki.ts';
import type { Platform } from '../platform/platform.ts';
import { createApi } from './api.ts';
import { startApiserver } from './apiserver.ts';
import { controlPlaneBinary } from './binary.ts';
import type { Cluster, ClusterOptions } from './cluster.ts';
import { startControllerManager, startScheduler } from './controllers.ts';
import type { Ground } from './ground.ts';
import {
  adminIdentity,
  clientLeaf,
  clusterLeaves,
  peopleIdentities,
} from './identities.ts';
import { adminKubeconfig, captureKubectl, recordBinary } from './kubectl.ts';
import { kubeconfigPath, writeKubeconfig } from './kubeconfig.ts';
import { startSimulation } from './kwok.ts';
import { startMetricsServer } from './metricsServer.ts';
import { readPortalToken, seedPlatform, seedSystem } from './seed.ts';
import { setSimulatedTaint } from './simulatedNodes.ts';

/** Starts a whole control plane, simulated nodes and all; resolves when everything answers. */
export async function startCluster(
  platform: Platform,
  { workerAddress, simulatedNodes = 12 }: ClusterOptions = {},
): Promise<Cluster> {
  const { steps } = platform;
  const binary = await controlPlaneBinary(platform);
  const ground = await prepare(platform, { binary, workerAddress });

  await steps.run('API server', () => startApiserver(ground, workerAddress));
  await steps.run('Rights of the control plane', () => seedSystem(ground.api));
  const simulation = { count: simulatedNodes, tainted: Boolean(workerAddress) };
  await Promise.all([
    steps.run('Controllers', () => startControllerManager(ground)),
    steps.run('Scheduler', () => startScheduler(ground)),
    steps.run(`Simulated nodes: ${simulatedNodes}`, () =>
      startSimulation(ground, simulation),
    ),
    steps.run('Metrics', () => startMetricsServer(ground)),
    steps.run('Namespaces and roles', () => seedPlatform(ground.api)),
  ]);
  return describe(ground);
}

const serverOf = ({ ports }: Platform) =>
  `https://127.0.0.1:${ports.apiserver}`;

/** Certificates, and the kubeconfigs of people. */
async function prepare(
  platform: Platform,
  { binary, workerAddress }: { binary: string; workerAddress?: string },
): Promise<Ground> {
  const { state, ports, supervisor } = platform;
  const pki = await createPki(state, binary);
  await pki.issue(clusterLeaves(workerAddress));
  const server = serverOf(platform);
  const kubeconfig = (name: string) =>
    writeKubeconfig(pki, kubeconfigPath(state, name), { name, server });

  await writeKubeconfig(pki, adminKubeconfig(state), {
    name: adminIdentity.name,
    server,
  });
  await Promise.all(peopleIdentities.map(({ name }) => kubeconfig(name)));
  await recordBinary(state, binary);

  const api = await createApi(pki, {
    port: ports.apiserver,
    as: adminIdentity.name,
  });
  supervisor.atStop('Connections to the API server', 1, async () =>
    api.close(),
  );
  return { platform, binary, pki, api, kubeconfig };
}

function describe({ platform, binary, pki, api }: Ground): Cluster {
  const kubeconfig = adminKubeconfig(platform.state);
  const server = serverOf(platform);
  return {
    binary,
    server,
    kubeconfig,
    pki,
    api,
    kubectl: (args, input) =>
      captureKubectl({ binary, kubeconfig }, args, input),
    setSimulatedTaint: on => setSimulatedTaint(api, on),
    portalToken: () => readPortalToken(api, platform.supervisor.signal),
    async kubeconfigFor(identity, elsewhere = server) {
      await pki.issue([clientLeaf(identity)]);
      return writeKubeconfig(
        pki,
        kubeconfigPath(platform.state, identity.name),
        {
          name: identity.name,
          server: elsewhere,
        },
      );
    },
  };
}
