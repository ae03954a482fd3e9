import { readFile } from 'node:fs/promises';
import { get } from 'node:https';
import { join } from 'node:path';
import { waitFor } from '../platform/wait.ts';
import { controllerManagerIdentity, schedulerIdentity } from './identities.ts';
import { seeLog, toFlags, type Ground } from './ground.ts';

/** Starts the controllers; ready when they have made what pods need: the default service account. */
export async function startControllerManager(ground: Ground): Promise<void> {
  const { platform, binary, pki, api } = ground;
  platform.supervisor.start({
    name: 'kube-controller-manager',
    command: binary,
    args: [
      'kube-controller-manager',
      ...toFlags({
        ...(await commonFlags(ground, controllerManagerIdentity.name)),
        'secure-port': platform.ports.controllerManager,
        'root-ca-file': pki.authority('cluster'),
        'service-account-private-key-file': pki.serviceAccounts.key,
        'use-service-account-credentials': true,
        // Nodes' leases last 40 s; a busy laptop must not lose its nodes.
        'node-monitor-grace-period': '45s',
        'horizontal-pod-autoscaler-sync-period': '10s',
        // One minute instead of five: a load that ends can be seen to end.
        'horizontal-pod-autoscaler-downscale-stabilization': '1m',
        'terminated-pod-gc-threshold': 500,
        // It makes this folder; the default is one of the machine's.
        'flex-volume-plugin-dir': join(platform.state, 'flexvolume'),
      }),
    ],
    graceSeconds: 4,
  });
  await waitFor(
    {
      what: 'The controller manager',
      seconds: 60,
      signal: platform.supervisor.signal,
      whatToDo: seeLog(platform, 'kube-controller-manager'),
    },
    async () => {
      await api.get('/api/v1/namespaces/default/serviceaccounts/default');
      return isHealthy(ground, platform.ports.controllerManager);
    },
  );
}

export async function startScheduler(ground: Ground): Promise<void> {
  const { platform, binary } = ground;
  platform.supervisor.start({
    name: 'kube-scheduler',
    command: binary,
    args: [
      'kube-scheduler',
      ...toFlags({
        ...(await commonFlags(ground, schedulerIdentity.name)),
        'secure-port': platform.ports.scheduler,
      }),
    ],
    graceSeconds: 4,
  });
  await waitFor(
    {
      what: 'The scheduler',
      seconds: 60,
      signal: platform.supervisor.signal,
      whatToDo: seeLog(platform, 'kube-scheduler'),
    },
    () => isHealthy(ground, platform.ports.scheduler),
  );
}

async function commonFlags({ pki, kubeconfig }: Ground, name: string) {
  const { certificate, key } = pki.files(name);
  const file = await kubeconfig(name);
  return {
    'bind-address': '127.0.0.1',
    'tls-cert-file': certificate,
    'tls-private-key-file': key,
    'client-ca-file': pki.authority('cluster'),
    kubeconfig: file,
    'authentication-kubeconfig': file,
    'authorization-kubeconfig': file,
    'leader-elect': false,
    'kube-api-qps': 300,
    'kube-api-burst': 600,
    profiling: false,
  };
}

async function isHealthy({ pki }: Ground, port: number): Promise<boolean> {
  const ca = await readFile(pki.authority('cluster'));
  return new Promise((resolve, reject) => {
    get(
      { host: '127.0.0.1', port, path: '/healthz', ca, timeout: 2_000 },
      answer => {
        answer.resume();
        resolve(answer.statusCode === 200);
      },
    ).once('error', reject);
  });
}
