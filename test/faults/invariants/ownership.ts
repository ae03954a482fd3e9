import type { Picture, RequestRecord, RevisionRecord } from './picture.ts';

/** Kind, namespace and name, which no two objects share. */
const keyOf = (each: { kind: string; namespace: string; name: string }) =>
  `${each.kind} ${each.namespace}/${each.name}`;

interface InForce {
  request: RequestRecord;
  revision: RevisionRecord;
}

/** What has been approved, and not been removed. */
function inForce({ requests, revisions }: Picture): InForce[] {
  const over = ['withdrawn', 'rejected', 'expired', 'removed'];
  return requests
    .filter(({ state }) => !over.includes(state))
    .flatMap(request => {
      const revision = revisions.find(
        each =>
          each.requestId === request.id && each.revision === request.approved,
      );
      return revision ? [{ request, revision }] : [];
    });
}

/** Keys of the objects and names of what is in Vault that these requests are to have, with whose they are. */
function wantedBy(standing: readonly InForce[]) {
  const objects = new Map<string, string>();
  const inVault = new Map<string, string>();
  for (const { request, revision } of standing) {
    for (const { kind, metadata } of revision.effects.objects) {
      const { namespace = '', name } = metadata;
      objects.set(keyOf({ kind, namespace, name }), request.id);
    }
    for (const effect of revision.effects.vault) {
      const name = effect.type === 'path' ? effect.path : effect.name;
      inVault.set(`${effect.type} ${name}`, request.id);
    }
  }
  return { objects, inVault };
}

/**
 * What is there is exactly what is approved and in force: everything once (I2), nothing without a request (I3), nothing
 * left of what is over (I9).
 */
export function ownershipFaults(picture: Picture): string[] {
  const wanted = wantedBy(inForce(picture));
  const objects = new Map(
    picture.objects.map(each => [keyOf(each), each.requestId]),
  );
  return [
    ...namespaceFaults(picture),
    ...compare('I2/I3', wanted.objects, objects),
    ...compare('I2/I3', wanted.inVault, inVaultOf(picture, wanted.inVault)),
  ];
}

/** A role says nothing of whose it is; it counts for whoever wants one of its name. */
function inVaultOf({ vault }: Picture, wanted: ReadonlyMap<string, string>) {
  return new Map<string, string>([
    ...vault.policies.map(
      ({ name, requestId = 'nobody' }) =>
        [`policy ${name}`, requestId] as const,
    ),
    ...vault.paths.map(
      ({ path, requestId = 'nobody' }) => [`path ${path}`, requestId] as const,
    ),
    ...vault.roles.map(
      name => [`role ${name}`, wanted.get(`role ${name}`) ?? 'nobody'] as const,
    ),
  ]);
}

function compare(
  what: string,
  wanted: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): string[] {
  const missing = [...wanted].filter(([key]) => !found.has(key));
  const other = [...found].filter(([key, id]) => wanted.get(key) !== id);
  return [
    ...missing.map(([key, id]) => `${what}: ${key} of ${id} is missing`),
    ...other.map(
      ([key, id]) =>
        `${what}: ${key} says it is of ${id}, and belongs to ${
          wanted.get(key) ?? 'no request that stands'
        }`,
    ),
  ];
}

/** One namespace for a request, and it has the request's name. */
function namespaceFaults({ objects, requests }: Picture): string[] {
  const namespaces = objects.filter(({ kind }) => kind === 'Namespace');
  return requests.flatMap(({ id, name }) => {
    const own = namespaces.filter(({ requestId }) => requestId === id);
    const names = own.map(each => each.name);
    return own.length > 1 || names.some(each => each !== name)
      ? [`I2: request ${id} for ${name} has ${names.join(', ')}`]
      : [];
  });
}
