import { setTimeout as sleep } from 'node:timers/promises';
import type {
  Proof,
  VaultEffect,
} from '@paddock/backstage-plugin-paddock-common';
import { KubeError } from '../../../kube/connection/errors';
import { VaultRefused } from '../../../vault/errors';
import type { VaultRole } from '../../../vault/vault';
import { type Job, vaultOf } from '../job';
import type { Verified } from '../../../reconcile/runChecks';
import { verificationOf } from './verification';
import { waits } from '../../../reconcile/stop';

const what = 'its service account may read its path and no other';
/** The shortest that Kubernetes gives. */
const TOKEN_SECONDS = 600;
const LOGIN_ATTEMPTS = 3;
const LOGIN_PAUSE_MS = 300;

/** Logs in to Vault with the real token of the service account, and asks what that may do: no value is read. */
export async function verifyLogin(job: Job): Promise<Verified> {
  const { vault } = job.revision.effects;
  const role = vault.find(each => each.type === 'role');
  if (!role) return { proofs: [] };
  const token = await tokenOf(job, role);
  if (token === undefined) {
    const account = `the service account "${role.serviceAccount}"`;
    return {
      proofs: [verificationOf(job, what, 'open', `${account} is not there`)],
      stop: waits(`${account}, which is not there`),
    };
  }
  const paths = pathsToTry(job.row.namespace, vault);
  try {
    const login = { mount: role.mount, role: role.name, jwt: token };
    const all = [...paths.own, ...paths.foreign];
    const may = await logIn(job, login, all);
    return { proofs: [judge(job, paths, may)] };
  } catch (error) {
    if (!(error instanceof VaultRefused)) throw error;
    const detail = `Vault refuses the login: ${error.message}`;
    return { proofs: [verificationOf(job, what, 'failed', detail)] };
  }
}

async function tokenOf(job: Job, role: VaultRole): Promise<string | undefined> {
  const { namespace, serviceAccount, audience } = role;
  const of = { namespace, serviceAccount, audience, seconds: TOKEN_SECONDS };
  try {
    return await job.provision.token(of, job.act);
  } catch (error) {
    if (error instanceof KubeError && error.status === 404) return undefined;
    throw error;
  }
}

/** A role that was just written, or a cluster that was just away, may be refused a moment longer. */
async function logIn(
  job: Job,
  login: { mount: string; role: string; jwt: string },
  paths: string[],
): Promise<Record<string, string[]>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await vaultOf(job).capabilitiesOf(login, paths);
    } catch (error) {
      const refused = error instanceof VaultRefused;
      if (!refused || attempt === LOGIN_ATTEMPTS) throw error;
      await sleep(LOGIN_PAUSE_MS, undefined, { signal: job.held.signal });
    }
  }
}

interface Paths {
  own: string[];
  foreign: string[];
}

/** What must be readable, and what must not: the neighbours', another cluster's, and what is above. */
export function pathsToTry(
  namespace: string,
  effects: readonly VaultEffect[],
): Paths {
  const paths: Paths = { own: [], foreign: [] };
  for (const effect of effects) {
    if (effect.type !== 'path') continue;
    const at = (path: string) =>
      ['data', 'metadata'].map(end => `${effect.mount}/${end}/${path}`);
    paths.own.push(...at(effect.path));
    paths.foreign.push(...othersOf(effect.path, namespace).flatMap(at));
  }
  return paths;
}

/** Of `<prefix>/<cluster>/<namespace>/…`. */
function othersOf(path: string, namespace: string): string[] {
  const segments = path.split('/');
  const at = segments.lastIndexOf(namespace, -2);
  const above = segments.slice(0, -1).join('/');
  const beside = [`${path}-other`, above];
  if (at < 1) return beside;
  const cluster = segments[at - 1];
  const but = (index: number, other: string) =>
    segments.with(index, other).join('/');
  return [
    ...beside,
    but(at, `${namespace}-other`),
    but(at, 'kube-system'),
    but(at - 1, `${cluster}-other`),
  ];
}

function judge(
  job: Job,
  { own, foreign }: Paths,
  may: Record<string, string[]>,
): Proof {
  const of = (path: string) => may[path] ?? [];
  const unreadable = own.filter(path => !of(path).includes('read'));
  const tooMuch = own.filter(path =>
    of(path).some(each => each !== 'read' && each !== 'list'),
  );
  const open = foreign.filter(path => of(path).some(each => each !== 'deny'));
  const faults = [
    ...unreadable.map(path => `cannot read ${path}`),
    ...[...tooMuch, ...open].map(
      path => `may do ${of(path).join(' and ')} on ${path}`,
    ),
  ];
  if (own.length === 0)
    return verificationOf(job, what, 'failed', 'it has no path');
  return faults.length === 0
    ? verificationOf(
        job,
        what,
        'proven',
        `logged in with its own token: reads ${own[0]}, and none of ${foreign.length} others`,
      )
    : verificationOf(job, what, 'failed', `It ${faults.join('; ')}`);
}
