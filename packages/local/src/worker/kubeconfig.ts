import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pki } from '../platform/pki.ts';
import type { Platform } from '../platform/platform.ts';
import { workerPlaces } from './names.ts';

/** Writes how a part inside the worker's network reaches the API server; returns the file. */
export function writeKubeconfig(
  platform: Platform,
  pki: Pki,
  leaf: string,
): string {
  const { folder, hostAddress } = workerPlaces(platform);
  const { certificate, key } = pki.files(leaf);
  const file = join(folder, `${leaf}.kubeconfig`);
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'worker',
    clusters: [
      {
        name: 'local',
        cluster: {
          server: `https://${hostAddress}:${platform.ports.apiserver}`,
          'certificate-authority': pki.authority('cluster'),
        },
      },
    ],
    users: [
      {
        name: leaf,
        user: { 'client-certificate': certificate, 'client-key': key },
      },
    ],
    contexts: [{ name: 'worker', context: { cluster: 'local', user: leaf } }],
  };
  writeFileSync(file, JSON.stringify(config, null, 2), { mode: 0o600 });
  return file;
}
