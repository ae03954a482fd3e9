import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { checkout } from '../platform/paths.ts';
import { Advice, type Platform } from '../platform/platform.ts';
import { waitFor } from '../platform/wait.ts';
import { controlPlaneBinary } from './binary.ts';
import { peopleIdentities } from './identities.ts';
import { adminKubeconfig, captureKubectl, recordBinary } from './kubectl.ts';
import { kubeconfigPath } from './kubeconfig.ts';
import { portalToken, teamSeed } from './seed.ts';

/** What the portal needs of a cluster, whoever made it. */
export interface PortalCluster {
  title: string;
  server: string;
  /** Absolute path of a PEM file. */
  caFile: string;
  token: string;
  /** Absolute path of a PEM file: who signs the certificates of its kubelets, where that is known. */
  kubeletCaFile?: string;
}

interface Kubeconfig {
  clusters: Array<{
    name: string;
    cluster: { server: string; 'certificate-authority-data'?: string };
  }>;
  users: Array<{ user: Record<string, unknown> }>;
}

/**
 * A person's own cluster in place of the embedded one. The portal's account and rights, and the sample teams' namespaces and
 * roles, are applied to it with the rights of that kubeconfig; nothing else is changed.
 */
export async function useOwnCluster(
  platform: Platform,
  { kubeconfig, context }: { kubeconfig: string; context?: string },
): Promise<PortalCluster> {
  const { state, steps } = platform;
  const binary = await controlPlaneBinary(platform);
  const view = ['config', 'view', '--raw', '--minify', '--flatten'];
  const text = await captureKubectl(
    { binary, kubeconfig },
    context ? [...view, `--context=${context}`] : view,
  ).catch((error: Error) => {
    throw new Advice(
      `${kubeconfig} cannot be used: ${error.message}.`,
      'Give a kubeconfig, and with --context the name of one of its contexts.',
    );
  });
  const { name, server, authority } = clusterOf(parse(text) as Kubeconfig);
  const admin = adminKubeconfig(state);
  await writeFile(admin, text, { mode: 0o600 });
  await writePeople(state, parse(text) as Kubeconfig);
  await recordBinary(state, binary);

  const kubectl = (args: string[], input?: string) =>
    captureKubectl({ binary, kubeconfig: admin }, args, input);
  await steps.run(`the portal’s account in ${name}`, async () => {
    await kubectl([
      'apply',
      '--server-side',
      '-f',
      join(checkout, 'deploy/rbac.yaml'),
      '-f',
      join(checkout, 'deploy/terminals.yaml'),
    ]);
    const objects = [...teamSeed(), portalToken].map(each => stringify(each));
    await kubectl(['apply', '--server-side', '-f', '-'], objects.join('---\n'));
  });
  const caFile = join(state, 'own-cluster-ca.crt');
  await writeFile(caFile, Buffer.from(authority, 'base64'));
  return {
    title: name,
    server,
    caFile,
    token: await readToken(platform, kubectl),
  };
}

function clusterOf({ clusters: [found] }: Kubeconfig) {
  const authority = found?.cluster['certificate-authority-data'];
  if (!found || !authority || !found.cluster.server.startsWith('https://')) {
    throw new Advice(
      'The kubeconfig names no certificate authority for its cluster.',
      'Paddock talks to clusters over TLS that it can check: add certificate-authority-data.',
    );
  }
  return { name: found.name, server: found.cluster.server, authority };
}

/** `npm run kubectl -- --as NAME` impersonates, with the rights of the kubeconfig: certificates cannot be made here. */
async function writePeople(state: string, config: Kubeconfig): Promise<void> {
  await mkdir(join(state, 'kubeconfigs'), { recursive: true, mode: 0o700 });
  for (const { name, user, groups = [] } of peopleIdentities) {
    const users = config.users.map(each => ({
      ...each,
      user: { ...each.user, as: user, 'as-groups': groups },
    }));
    await writeFile(
      kubeconfigPath(state, name),
      stringify({ ...config, users }),
      { mode: 0o600 },
    );
  }
}

async function readToken(
  { supervisor }: Platform,
  kubectl: (args: string[]) => Promise<string>,
): Promise<string> {
  const { name, namespace } = portalToken.metadata;
  let token = '';
  await waitFor(
    {
      what: 'The portal’s token',
      seconds: 30,
      signal: supervisor.signal,
      whatToDo: `It is made by the cluster's controller manager: kubectl describe secret -n ${namespace} ${name}`,
      every: 500,
    },
    async () => {
      const encoded = await kubectl([
        'get',
        'secret',
        '-n',
        namespace,
        name,
        '-o',
        'jsonpath={.data.token}',
      ]);
      token = Buffer.from(encoded, 'base64').toString();
      return token !== '';
    },
  );
  return token;
}
