import type { WriteOptions } from '../../kube/write/write';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AutomaticRollback } from '@paddock/backstage-plugin-paddock-common';
import { portal, recorded, type RecordParts } from '../../audit/recorded';
import type { Connection } from '../../kube/connection/connection';
import type { DeploymentRow } from '../../kube/watch/rows/workloads';
import type { Write } from '../../kube/write/write';
import { pathOf } from '../commands/target';
import { readRevisions, readWorkload } from '../history/read';
import { decide } from './decide';

/** What has been rolled back. */
export interface Told {
  cluster: string;
  row: DeploymentRow;
  record: AutomaticRollback;
}

export interface RollbackParts extends RecordParts {
  logger: LoggerService;
  /** Tells the people concerned. Is not waited for, and never throws. */
  tell(told: Told): void;
  /** Milliseconds. */
  now: () => number;
}

/** The cluster in which it happens; everything is asked and done as the portal itself. */
export interface RollbackCluster {
  name: string;
  connection: Pick<Connection, 'request'>;
  write: Pick<Write, 'patch'>;
}

/**
 * Reads a Deployment anew, and rolls it back if it is to be. What the cache knows is only a reason to look.
 *
 * @param hasFailed - it is tried without effect first: what cannot be done is not recorded again
 * @throws KubeError also when somebody else was faster, Unreachable
 */
export async function rollBackOne(
  parts: RollbackParts,
  cluster: RollbackCluster,
  { row, hasFailed }: { row: DeploymentRow; hasFailed: boolean },
): Promise<void> {
  const { logger, tell, now } = parts;
  const { namespace, name } = row;
  const target = { cluster: cluster.name, namespace, kind: row.kind, name };
  const deployment = await readWorkload({ cluster }, target);
  if (deployment.metadata.uid !== row.id) return;
  const kept = await readRevisions({ cluster }, target, deployment);
  const decision = decide(deployment, kept, new Date(now()).toISOString());
  const where = `${namespace}/${name} in "${cluster.name}"`;
  if (decision.do === 'leave') {
    logger.debug(`${where} is not rolled back: ${decision.why}`);
    return;
  }
  const { record, patch } = decision;
  const { from, to } = record;
  const change = (options: Pick<WriteOptions, 'dryRun'>) =>
    cluster.write.patch(pathOf(target) + patch.subresource, patch, options);
  if (hasFailed) await change({ dryRun: true });
  const reason = `Revision ${from} made no progress before its deadline`;
  await recorded(
    parts,
    {
      event: 'workload-roll-back-by-itself',
      actor: portal,
      detail: { ...target, from, to, images: record.images, reason },
    },
    () => change({}),
  );
  logger.info(`${where} was rolled back by itself from ${from} to ${to}`);
  tell({ cluster: cluster.name, row, record });
}
