import { readFile } from 'node:fs/promises';
import { waitFor } from '../platform/wait.ts';
import type { KubeObject } from './api.ts';
import { metricsServerIdentity } from './identities.ts';
import { seeLog, toFlags, type Ground } from './ground.ts';

const place = { name: 'metrics-server', namespace: 'kube-system' };

/** Starts metrics-server; ready when the API server hands questions on to it. */
export async function startMetricsServer(ground: Ground): Promise<void> {
  const { platform, binary, pki, api } = ground;
  const kubeconfig = await ground.kubeconfig(metricsServerIdentity.name);
  const { certificate, key } = pki.files('metrics-server-serving');
  platform.supervisor.start({
    name: 'metrics-server',
    command: binary,
    args: [
      'metrics-server',
      ...toFlags({
        'bind-address': '127.0.0.1',
        'secure-port': platform.ports.metricsServer,
        'tls-cert-file': certificate,
        'tls-private-key-file': key,
        kubeconfig,
        'authentication-kubeconfig': kubeconfig,
        'authorization-kubeconfig': kubeconfig,
        'kubelet-certificate-authority': pki.authority('kubelet'),
        'kubelet-preferred-address-types': 'InternalIP',
        // Simulated kubelets share an address, and none of ours has the usual port.
        'kubelet-use-node-status-port': true,
        'kubelet-request-timeout': '5s',
        'metric-resolution': '15s',
      }),
    ],
    graceSeconds: 4,
  });
  await Promise.all(
    aggregation(
      platform.ports.metricsServer,
      await readFile(pki.authority('cluster'), 'base64'),
    ).map(object => api.apply(object)),
  );
  await waitFor(
    {
      what: 'metrics-server',
      seconds: 60,
      signal: platform.supervisor.signal,
      whatToDo: seeLog(platform, 'metrics-server'),
    },
    async () => {
      await api.get('/apis/metrics.k8s.io/v1beta1');
      return true;
    },
  );
}

/** How the API server finds it: by a service that stands for this host. Exported for its test. */
export function aggregation(port: number, caBundle: string): KubeObject[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: place,
      spec: {
        type: 'ExternalName',
        externalName: 'localhost',
        ports: [{ name: 'https', port }],
      },
    },
    {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: { name: 'v1beta1.metrics.k8s.io' },
      spec: {
        group: 'metrics.k8s.io',
        version: 'v1beta1',
        groupPriorityMinimum: 100,
        versionPriority: 100,
        caBundle,
        service: { ...place, port },
      },
    },
  ];
}
