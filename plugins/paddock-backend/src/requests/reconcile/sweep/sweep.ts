import { finalStates } from '@paddock/backstage-plugin-paddock-common';
import type { Present, Provision } from '../../../kube/write/provision';
import { noted, portal, recorded } from '../../../audit/recorded';
import type { AuditTrail } from '../../../audit/trail';
import type { RequestRow } from '../../store/store';
import { type ReconcilerParts, recordPartsOf } from '../job';
import { kebab, nameOf, requestLabel, requestOf } from '../../marks';
import { wasObserved } from '../../access/observedNamespace';
import { placeOf } from '../steps/objectStep';
import { groupOrphans, nextOf } from './orphans';
import { madeKinds } from '../ownObjects';
import { vaultOrphans } from './vaultOrphans';

type Parts = Pick<
  ReconcilerParts,
  'store' | 'clusters' | 'vault' | 'auditor' | 'logger'
>;

/** Something that carries the portal's mark, and belongs to nothing that stands. */
export interface Orphan {
  /** For a person, and to know it again. */
  what: string;
  detail: Record<string, string>;
  requestId?: string;
  /** `resource-quota` or `policy`, as in the names of audit events. */
  kind: string;
  /** Whether a request that is over has surely left it behind. */
  isLeft(audit: AuditTrail, row: RequestRow): Promise<boolean>;
  remove(): Promise<unknown>;
}

/**
 * Looks for what carries the portal's mark and belongs to no standing request, in every cluster that can be reached and
 * in Vault. Each is reported once, whatever restarts. Removed is only what a request of ours has left behind that is over: a process that
 * was paused in the middle of a write may have done so.
 *
 * One replica at a time is enough; more do no harm.
 */
export function createSweep(parts: Parts): () => Promise<void> {
  return async () => {
    for (const { name, provision } of parts.clusters.all()) {
      await sweepOne(parts, name, async () => {
        await sortOut(parts, await orphansIn(name, provision));
      });
    }
    const { vault } = parts;
    if (!vault) return;
    await sweepOne(parts, 'Vault', async () => {
      await sortOut(parts, await vaultOrphans(parts.store, vault));
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

async function orphansIn(
  cluster: string,
  provision: Provision,
): Promise<Orphan[]> {
  const kinds = [...madeKinds, { apiVersion: 'v1', kind: 'Namespace' }];
  const where = {
    labelSelector: `app.kubernetes.io/managed-by=paddock,${requestLabel}`,
  };
  const orphans: Orphan[] = [];
  for (const kind of kinds) {
    const found = (await provision.list(kind, where)) ?? [];
    orphans.push(
      ...found
        .filter(({ deletedAt }) => !deletedAt)
        .map(each => orphanOf(cluster, provision, each)),
    );
  }
  return orphans;
}

function orphanOf(
  cluster: string,
  provision: Provision,
  { object, uid }: Present,
): Orphan {
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

/**
 * Anybody who may write there can put our mark on an object: a mark is a claim. That the request has made it, or was
 * about to, is in the audit trail. A namespace may be back from a backup, marks and all, and a claim holds data: not even
 * that is enough for them.
 */
async function isLeft(
  audit: AuditTrail,
  { id }: RequestRow,
  { object, uid }: Pick<Present, 'object' | 'uid'>,
): Promise<boolean> {
  if (object.kind === 'PersistentVolumeClaim') return false;
  if (object.kind === 'Namespace') return wasObserved(audit, id, uid);
  const { name, namespace } = object.metadata;
  const event = `create-${kebab(object.kind)}`;
  const lines = await audit.search({ requestId: id, event, limit: 500 });
  return lines.some(
    ({ phase, detail }) =>
      phase === 'intended' &&
      detail.name === name &&
      detail.namespace === namespace,
  );
}

/** Objects were listed before requests are read: what was made in between is no orphan. */
async function sortOut(parts: Parts, found: Orphan[]) {
  const { store } = parts;
  const standing = new Set((await store.standing()).map(({ id }) => id));
  const unclaimed: Orphan[] = [];
  for (const orphan of found) {
    const { requestId } = orphan;
    if (requestId !== undefined && standing.has(requestId)) continue;
    const row = requestId ? await store.get(requestId) : undefined;
    const isOver = row && finalStates.some(each => each === row.state);
    if (row && !isOver) continue;
    if (row && (await orphan.isLeft(store.audit, row))) {
      await removeOrphan(parts, row, orphan);
    } else unclaimed.push(orphan);
  }
  await report(parts, unclaimed);
}

async function removeOrphan(
  parts: Parts,
  row: RequestRow,
  { kind, what, detail, remove }: Orphan,
) {
  const act = {
    event: `sweep-${kind}`,
    actor: portal,
    requestId: row.id,
    detail: { ...detail, what },
  };
  await recorded(recordPartsOf(parts), act, remove);
  parts.logger.warn(`Removed what request ${row.id} had left: ${what}`);
}

async function report(parts: Parts, orphans: Orphan[]) {
  const { store, logger } = parts;
  const groups = groupOrphans(orphans);
  const known = await store.knownOrphans(groups.map(({ key }) => key));
  for (const { key, objects } of nextOf(groups, known)) {
    const [first] = objects;
    // Another replica may have told of it meanwhile.
    if (!first || !(await store.rememberOrphan(key))) continue;
    const { what, detail } = first;
    await noted(recordPartsOf(parts), {
      event: 'stray-found',
      actor: portal,
      detail: { ...detail, what, objects: objects.length },
    });
    const more = objects.length > 1 ? ` (and ${objects.length - 1} more)` : '';
    logger.warn(
      `${what}${more} carries the portal's mark, and belongs to no request that stands`,
    );
  }
}
