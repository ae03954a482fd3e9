import type {
  DryRun,
  EffectObject,
  Effects,
} from '@paddock/backstage-plugin-paddock-common';
import type { Provision, Tried } from '../../kube/write/provision';
import { requestOf } from '../marks';
import { oneLine } from '../../audit/visible';

/** Where the portal itself lives: what cannot be tried in its own place yet is tried here. */
const portalNamespace = 'paddock-system';
const messageAtMost = 1_000;
const portalLacksRights =
  'The portal has no right to create this in the cluster. An administrator of the cluster applies deploy/provisioning.yaml.';

type Outcome = DryRun['outcome'];
type Trier = Pick<Provision, 'get' | 'dryRun' | 'mayApply'>;

const nameOf = ({ kind, metadata }: EffectObject) =>
  metadata.namespace
    ? `${kind} ${metadata.namespace}/${metadata.name}`
    : `${kind} ${metadata.name}`;

const words = (message: string) => oneLine(message).slice(0, messageAtMost);

/** Which of the namespaces that these objects lie in are not there yet. */
async function missingNamespaces(
  provision: Trier,
  objects: readonly EffectObject[],
): Promise<ReadonlySet<string>> {
  const names = new Set(
    objects.flatMap(({ metadata }) => metadata.namespace ?? []),
  );
  const missing = new Set<string>();
  await Promise.all(
    [...names].map(async name => {
      const ref = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
      if (!(await provision.get(ref))) missing.add(name);
    }),
  );
  return missing;
}

async function tryInPlace(
  provision: Trier,
  object: EffectObject,
  requestId: string | undefined,
): Promise<Outcome> {
  const present = await provision.get(object);
  const owner = present && requestOf(present.object);
  if (present && (owner === undefined || owner !== requestId)) {
    return {
      state: 'refused',
      message:
        'There is one of this name already, which this request has not made. It is not touched.',
    };
  }
  const tried = await provision.dryRun(object);
  return tried.state === 'accepted'
    ? { state: 'accepted' }
    : refused(provision, object, tried);
}

/** RBAC, quotas and admission all refuse with 403: of these RBAC alone is the portal's own lack. */
async function refused(
  provision: Trier,
  object: EffectObject,
  tried: Exclude<Tried, { state: 'accepted' }>,
): Promise<Outcome> {
  const lacksRight =
    tried.state === 'refused' &&
    tried.status === 403 &&
    !(await provision.mayApply(object));
  return {
    state: 'refused',
    message: lacksRight ? portalLacksRights : words(tried.message),
  };
}

async function tryElsewhere(
  provision: Trier,
  object: EffectObject,
): Promise<Outcome> {
  const there = {
    ...object,
    metadata: { ...object.metadata, namespace: portalNamespace },
  };
  const tried = await provision.dryRun(there);
  return tried.state === 'accepted'
    ? {
        state: 'partly',
        message: `Its namespace is not there yet, so it was tried in ${portalNamespace}.`,
      }
    : refused(provision, there, tried);
}

/**
 * Asks the cluster for each object, as the portal and by a server-side dry run, whether it would take it.
 *
 * @throws KubeError, Unreachable or Misconfigured where nobody could be asked
 */
export async function tryEffects(
  provision: Trier,
  { objects }: Effects,
  requestId: string | undefined,
): Promise<DryRun[]> {
  const missing = await missingNamespaces(provision, objects);
  return Promise.all(
    objects.map(async object => ({
      object: nameOf(object),
      outcome: missing.has(object.metadata.namespace ?? '')
        ? await tryElsewhere(provision, object)
        : await tryInPlace(provision, object, requestId),
    })),
  );
}
