import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parse, stringify } from 'yaml';
import { checkout } from '../platform/paths.ts';
import { Advice, type Platform } from '../platform/platform.ts';
import { waitFor } from '../platform/wait.ts';
import type { KubeObject } from './api.ts';
import { controlPlaneBinary } from './binary.ts';
import { readManifests } from './ground.ts';
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
  /** Absent where it is not known: a cluster cannot be asked. */
  networkPolicies?: 'ignored';
}

interface Kubeconfig {
  clusters: Array<{
    name: string;
    cluster: { server: string; 'certificate-authority-data'?: string };
  }>;
  users: Array<{ user: Record<string, unknown> }>;
}

interface OwnCluster {
  kubeconfig: string;
  context?: string;
}

/**
 * A person's own cluster in place of the embedded one. The portal's account and rights, and the sample teams' namespaces and
 * roles, are created in it with the rights of that kubeconfig, once the person has agreed; what is there already is left alone.
 */
export async function useOwnCluster(
  platform: Platform,
  own: OwnCluster,
): Promise<PortalCluster> {
  const { state, steps } = platform;
  const { name, server, authority, config, kubectl } = await open(
    platform,
    own,
  );
  const objects = await ownObjects();
  const { missing, foreign } = await compare(kubectl, objects);
  if (missing.length > 0) {
    await agree(
      platform,
      `Paddock creates in the cluster ${name}, as an administrator of it:\n${listed(
        missing,
      )}\n  The portal may then act there as the people who sign in (impersonation).${
        foreign.length > 0
          ? `\n  There already, and left as it is:\n${listed(foreign)}`
          : ''
      }\n  --remove takes all of it back later.`,
    );
  }
  await writePeople(state, config);
  await steps.run(`the portal’s account in ${name}`, async () => {
    const ours = objects.filter(each => !foreign.includes(each));
    await applyOurs(kubectl, ours);
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

/** Deletes what earlier starts created in the cluster, and nothing else. */
export async function removeFromOwnCluster(
  platform: Platform,
  own: OwnCluster,
): Promise<void> {
  const { name, kubectl } = await open(platform, own);
  const objects = await ownObjects();
  const { ours } = await compare(kubectl, objects);
  if (ours.length === 0) {
    platform.steps.note(
      `Nothing in ${name} was created by Paddock's platform.`,
    );
    return;
  }
  await agree(
    platform,
    `Paddock deletes in the cluster ${name}:\n${listed(
      ours,
    )}\n  With a namespace everything in it is deleted.`,
  );
  await platform.steps.run(`remove it from ${name}`, async () => {
    const text = ours.map(each => stringify(each)).join('---\n');
    await kubectl(['delete', '--ignore-not-found', '-f', '-'], text);
  });
}

/** What to know when the platform has ended. */
export const staysInOwnCluster = ({
  kubeconfig,
  context,
}: Partial<OwnCluster>) =>
  `What was created in the cluster stays for the next start. Remove it with: npm start -- --kubeconfig ${kubeconfig}${
    context ? ` --context ${context}` : ''
  } --remove`;

/** Says which objects of a cluster the platform has created. */
const MANAGED_BY = 'app.kubernetes.io/managed-by';
const madeBy = { [MANAGED_BY]: 'paddock-platform' };
const manager = '--field-manager=paddock-platform';

type Kubectl = (args: string[], input?: string) => Promise<string>;

async function open(platform: Platform, { kubeconfig, context }: OwnCluster) {
  const { state } = platform;
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
  const config = parse(text) as Kubeconfig;
  const admin = adminKubeconfig(state);
  await writeFile(admin, text, { mode: 0o600 });
  await recordBinary(state, binary);
  const kubectl: Kubectl = (args, input) =>
    captureKubectl({ binary, kubeconfig: admin }, args, input);
  return { ...clusterOf(config), config, kubectl };
}

/** Everything that the portal and the sample teams need in a cluster, with the mark of who created it. */
async function ownObjects(): Promise<KubeObject[]> {
  const portal = await Promise.all(
    ['rbac.yaml', 'terminals.yaml'].map(file =>
      readManifests(join(checkout, 'deploy', file)),
    ),
  );
  return [...portal.flat(), ...teamSeed(), portalToken].map(each => {
    const metadata: KubeObject['metadata'] = each.metadata;
    const labels = { ...(metadata.labels as object), ...madeBy };
    return { ...each, metadata: { ...metadata, labels } };
  });
}

const keyOf = ({ apiVersion, kind, metadata }: KubeObject) =>
  [
    apiVersion.split('/').at(-2) ?? '',
    kind,
    metadata.namespace,
    metadata.name,
  ].join(' ');

/** What of these is not there, is there by an earlier start, or is there by somebody else. */
async function compare(kubectl: Kubectl, objects: KubeObject[]) {
  const text = objects.map(each => stringify(each)).join('---\n');
  const answer = await kubectl(
    ['get', '--ignore-not-found', '-o', 'json', '-f', '-'],
    text,
  ).catch((error: Error) => {
    throw new Advice(
      `The cluster cannot be looked at: ${oneLine(error)}.`,
      'Give a kubeconfig of an administrator of that cluster, and see that the cluster answers.',
    );
  });
  const found = answer ? (JSON.parse(answer) as Partial<KubeObject>) : {};
  const items = (found.items ?? (found.kind ? [found] : [])) as KubeObject[];
  const marked = new Map(
    items.map(each => {
      const labels = (each.metadata.labels ?? {}) as Record<string, string>;
      return [keyOf(each), labels[MANAGED_BY] === madeBy[MANAGED_BY]];
    }),
  );
  const are = (state: boolean | undefined) =>
    objects.filter(each => marked.get(keyOf(each)) === state);
  return { missing: are(undefined), ours: are(true), foreign: are(false) };
}

async function applyOurs(kubectl: Kubectl, ours: KubeObject[]): Promise<void> {
  // All of it is there by somebody else.
  if (ours.length === 0) return;
  const text = ours.map(each => stringify(each)).join('---\n');
  try {
    await kubectl(['apply', '--server-side', manager, '-f', '-'], text);
  } catch (error) {
    throw new Advice(
      `The cluster does not take what the portal needs: ${oneLine(
        error as Error,
      )}.`,
      'Where somebody has changed one of these objects: --remove takes them back, and the next start creates them anew.',
    );
  }
}

const oneLine = ({ message }: Error) =>
  message
    .replace(/^kubectl [^:]*: /, '')
    .replace(/\s+/g, ' ')
    .slice(0, 400);

const listed = (objects: KubeObject[]) =>
  objects
    .map(({ kind, metadata: { name, namespace } }) =>
      namespace ? `    ${kind} ${namespace}/${name}` : `    ${kind} ${name}`,
    )
    .join('\n');

/** Asks before a cluster of somebody's is changed; `--yes` has answered. */
async function agree({ mayInstall }: Platform, what: string): Promise<void> {
  console.log(`\n  ${what}\n`);
  if (mayInstall) return;
  const advice = 'Say --yes to agree without being asked.';
  if (!process.stdin.isTTY) {
    throw new Advice('Nothing was changed: nobody can be asked here.', advice);
  }
  const terminal = createInterface({
    input: process.stdin,
    output: process.stdout,
  });
  try {
    const answer = await terminal.question('  Go on? [y/N] ');
    if (!/^y(es)?$/i.test(answer.trim())) {
      throw new Advice('Nothing was changed.', advice);
    }
  } finally {
    terminal.close();
  }
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
