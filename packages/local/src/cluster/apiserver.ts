import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startRelay } from '../platform/relay.ts';
import { waitFor } from '../platform/wait.ts';
import { startEtcd } from './etcd.ts';
import { manifest, seeLog, toFlags, type Ground } from './ground.ts';

/** The same in every instance: service addresses mean something inside a worker's network only. */
const serviceRange = '10.96.0.0/16';

/**
 * Starts etcd and the API server. It listens on loopback; with a worker's
 * address, a relay listens there too, which pods reach as `kubernetes.default`.
 */
export async function startApiserver(
  ground: Ground,
  workerAddress: string | undefined,
): Promise<void> {
  const { platform, binary, api } = ground;
  const { apiserver } = platform.ports;
  await startEtcd(ground);
  await mkdir(join(platform.state, 'audit'), { recursive: true, mode: 0o700 });
  platform.supervisor.start({
    name: 'kube-apiserver',
    command: binary,
    args: ['kube-apiserver', ...apiserverFlags(ground, workerAddress)],
    // It waits up to a minute for its own long requests. Nothing is lost without: etcd has every write.
    graceSeconds: 4,
  });
  if (workerAddress) {
    const relay = await startRelay({
      from: { host: workerAddress, port: apiserver },
      to: { host: '127.0.0.1', port: apiserver },
    });
    platform.supervisor.atStop('Relay to the API server', 2, relay.close);
  }
  await waitFor(
    {
      what: 'The API server',
      seconds: 90,
      signal: platform.supervisor.signal,
      whatToDo: seeLog(platform, 'kube-apiserver'),
    },
    async () => (await api.get<string>('/readyz')) === 'ok',
  );
}

/** Exported for its test. */
export function apiserverFlags(
  { platform, pki }: Pick<Ground, 'platform' | 'pki'>,
  workerAddress: string | undefined,
): string[] {
  const { ports, state } = platform;
  return toFlags({
    'bind-address': '127.0.0.1',
    'secure-port': ports.apiserver,
    // A loopback address is no endpoint that a pod could reach, so without a worker there is none.
    'advertise-address': workerAddress ?? '127.0.0.1',
    'endpoint-reconciler-type': workerAddress ? 'lease' : 'none',
    'service-cluster-ip-range': serviceRange,
    'etcd-servers': `https://127.0.0.1:${ports.etcd}`,
    'cert-dir': join(state, 'pki'),
    'allow-privileged': true,
    profiling: false,
    // A node that is gone is given up after a minute, not after five: it can be watched.
    'default-not-ready-toleration-seconds': 60,
    'default-unreachable-toleration-seconds': 60,
    ...certificateFlags(pki),
    ...identityFlags(pki),
    ...auditFlags(state),
  });
}

function certificateFlags(pki: Ground['pki']) {
  const serving = pki.files('apiserver');
  const toEtcd = pki.files('apiserver-etcd-client');
  const toKubelets = pki.files('apiserver-kubelet-client');
  const toAggregated = pki.files('front-proxy-client');
  return {
    'tls-cert-file': serving.certificate,
    'tls-private-key-file': serving.key,
    'client-ca-file': pki.authority('cluster'),
    'etcd-cafile': pki.authority('etcd'),
    'etcd-certfile': toEtcd.certificate,
    'etcd-keyfile': toEtcd.key,
    'kubelet-certificate-authority': pki.authority('kubelet'),
    'kubelet-client-certificate': toKubelets.certificate,
    'kubelet-client-key': toKubelets.key,
    'kubelet-preferred-address-types': 'InternalIP',
    'proxy-client-cert-file': toAggregated.certificate,
    'proxy-client-key-file': toAggregated.key,
    'requestheader-client-ca-file': pki.authority('front-proxy'),
    'requestheader-allowed-names': 'front-proxy-client',
    'requestheader-username-headers': 'X-Remote-User',
    'requestheader-group-headers': 'X-Remote-Group',
    'requestheader-extra-headers-prefix': 'X-Remote-Extra-',
  };
}

function identityFlags({ serviceAccounts }: Ground['pki']) {
  return {
    'anonymous-auth': false,
    'authorization-mode': 'Node,RBAC',
    'enable-admission-plugins': 'NodeRestriction',
    'service-account-issuer': 'https://kubernetes.default.svc.cluster.local',
    'service-account-key-file': serviceAccounts.publicKey,
    'service-account-signing-key-file': serviceAccounts.key,
  };
}

function auditFlags(state: string) {
  return {
    'audit-policy-file': manifest('audit-policy.yaml'),
    'audit-log-path': join(state, 'audit', 'audit.log'),
    'audit-log-format': 'json',
    'audit-log-maxsize': 50,
    'audit-log-maxbackup': 4,
  };
}
