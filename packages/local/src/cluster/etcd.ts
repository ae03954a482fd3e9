import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { toFlags, type Ground } from './ground.ts';

/** Starts etcd. The API server waits for it by itself. */
export async function startEtcd({ platform, binary, pki }: Ground) {
  const { etcd, etcdPeer } = platform.ports;
  const dataFolder = join(platform.state, 'etcd');
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const { certificate, key } = pki.files('etcd');
  const client = `https://127.0.0.1:${etcd}`;
  const peer = `https://127.0.0.1:${etcdPeer}`;

  platform.supervisor.start({
    name: 'etcd',
    command: binary,
    args: [
      'etcd',
      ...toFlags({
        name: 'local',
        'data-dir': dataFolder,
        'listen-client-urls': client,
        'advertise-client-urls': client,
        'listen-peer-urls': peer,
        'initial-advertise-peer-urls': peer,
        'initial-cluster': `local=${peer}`,
        'client-cert-auth': true,
        'trusted-ca-file': pki.authority('etcd'),
        'cert-file': certificate,
        'key-file': key,
        'peer-client-cert-auth': true,
        'peer-trusted-ca-file': pki.authority('etcd'),
        'peer-cert-file': certificate,
        'peer-key-file': key,
        'log-level': 'warn',
      }),
    ],
  });
}
