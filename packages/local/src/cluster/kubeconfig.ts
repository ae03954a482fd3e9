import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { Pki } from '../platform/pki.ts';

export interface KubeconfigSpec {
  /** Whose certificate: the name it was issued under. */
  readonly name: string;
  readonly server: string;
}

export const kubeconfigPath = (state: string, name: string) =>
  join(state, 'kubeconfigs', name);

/** Writes a kubeconfig that needs no other file, and returns its path. */
export async function writeKubeconfig(
  pki: Pki,
  file: string,
  { name, server }: KubeconfigSpec,
): Promise<string> {
  const base64 = (path: string) => readFile(path, 'base64');
  const { certificate, key } = pki.files(name);
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'local',
        cluster: {
          server,
          'certificate-authority-data': await base64(pki.authority('cluster')),
        },
      },
    ],
    users: [
      {
        name,
        user: {
          'client-certificate-data': await base64(certificate),
          'client-key-data': await base64(key),
        },
      },
    ],
    contexts: [{ name: 'local', context: { cluster: 'local', user: name } }],
    'current-context': 'local',
  };
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, stringify(kubeconfig), { mode: 0o600 });
  return file;
}
