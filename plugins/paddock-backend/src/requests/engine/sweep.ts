import { finalStates } from '@paddock/backstage-plugin-paddock-common';
import type { Present, Provision } from '../../kube/provision';
import type { AuditTable, RequestRow } from '../store';
import type { EngineParts } from './job';
import { kebab, nameOf, requestLabel, requestOf } from './marks';
import { wasOurs } from './namespaceIdentity';
import { placeOf } from './objectStep';
import { madeKinds } from './ourObjects';
import { sweepVault } from './sweepVault';

type Parts = Pick<EngineParts, 'store' | 'clusters' | 'vault' | 'logger'>;

/** Something that carries the portal's mark, and belongs to nothing that stands. */
export interface Stray {
  /** For a person, and to know it again. */
  what: string;
  detail: Record<string, string>;
  requestId?: string;
  /** `resource-quota` or `policy`, as in the names of audit events. */
  kind: string;
  /** Whether a request that is over has surely left it behind. */
  isLeft(audit: AuditTable, row: RequestRow): Promise<boolean>;
  remove(): Promise<unknown>;
}

/**
 * Looks for what carries the portal's mark and belongs to no standing request, in every cluster that can be reached and
 * in Vault. Each is reported once. Removed is only what a request of ours has left behind that is over: a process that
 * was paused in the middle of a write may have done so.
 *
 * One replica at a time is enough; more do no harm.
 */
export function createSweep(parts: Parts): () => Promise<void> {
  const reported = new Set<string>();
  return async () => {
    for (const { name, provision } of parts.clusters.all()) {
      await sweepOne(parts, name, async () => {
        await settle(parts, reported, await straysIn(name, provision));
      });
    }
    const { vault } = parts;
    if (!vault) return;
    await sweepOne(parts, 'Vault', async () => {
      await settle(parts, reported, await sweepVault(parts.store, vault));
    });
  };
}

/** One cluster that is away keeps nothing else from being swept. */
async function sweepOne(
  { logger }: Parts,
  where: string,
  run: () => Promise<void>,
) {
  try {
    await run();
  } catch (error) {
    logger.info(`${where} was not swept: ${(error as Error).message}`);
  }
}

async function straysIn(
  cluster: string,
  provision: Provision,
): Promise<Stray[]> {
  const kinds = [...madeKinds, { apiVersion: 'v1', kind: 'Namespace' }];
  const where = {
    labelSelector: `app.kubernetes.io/managed-by=paddock,${requestLabel}`,
  };
  const strays: Stray[] = [];
  for (const kind of kinds) {
    const found = (await provision.list(kind, where)) ?? [];
    strays.push(
      ...found
        .filter(({ deletedAt }) => !deletedAt)
        .map(each => strayOf(cluster, provision, each)),
    );
  }
  return strays;
}

function strayOf(
  cluster: string,
  provision: Provision,
  { object, uid }: Present,
): Stray {
  const { namespace } = object.metadata;
  const within = namespace ? ` in ${namespace}` : '';
  return {
    what: `${nameOf(object)}${within} in the cluster "${cluster}"`,
    kind: kebab(object.kind),
    detail: { cluster, uid, ...placeOf(object) },
    requestId: requestOf(object),
    isLeft: (audit, row) => isLeft(audit, row, { object, uid }),
    remove: () => provision.remove(object, { uid }),
  };
}

/** A namespace may be back from a backup, marks and all, and a claim holds data: a mark alone is no proof for them. */
async function isLeft(
  audit: AuditTable,
  { id }: RequestRow,
  { object, uid }: Pick<Present, 'object' | 'uid'>,
): Promise<boolean> {
  if (object.kind === 'PersistentVolumeClaim') return false;
  return object.kind !== 'Namespace' || wasOurs(audit, id, uid);
}

/** Objects were listed before requests are read: what was made in between is no stray. */
async function settle(
  { store, logger }: Parts,
  reported: Set<string>,
  found: Stray[],
) {
  const standing = new Set((await store.standing()).map(({ id }) => id));
  for (const stray of found) {
    const { requestId, what, kind, detail } = stray;
    if (requestId !== undefined && standing.has(requestId)) continue;
    const row = requestId ? await store.get(requestId) : undefined;
    const line = {
      actor: 'portal',
      ...(row ? { requestId: row.id } : {}),
      detail: { ...detail, what },
    };
    const isOver = row && finalStates.some(each => each === row.state);
    if (isOver && (await stray.isLeft(store.audit, row))) {
      const event = `sweep-${kind}`;
      await store.audit.append({ ...line, event, phase: 'intended' });
      await stray.remove();
      await store.audit.append({ ...line, event, phase: 'done' });
      logger.warn(`Removed what request ${row.id} had left: ${what}`);
    } else if ((!row || isOver) && !reported.has(what)) {
      reported.add(what);
      const event = 'stray-found';
      await store.audit.append({ ...line, event, phase: 'noted' });
      logger.warn(
        `${what} carries the portal's mark, and belongs to no request that stands`,
      );
    }
  }
}
