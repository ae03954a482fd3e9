import {
  type RestsOn,
  restsOnKinds,
  withoutHidden,
  type WorkloadReasons,
} from '@paddock/backstage-plugin-paddock-common';
import Router from 'express-promise-router';
import type { Act, Actor } from '../../access/act';
import { MissingRights } from '../../access/missingRights';
import { parse } from '../../http/parse';
import { workloadTarget, type WorkloadTarget } from '../commands/target';
import { rightsFor, type WorkloadRoom } from '../room';
import { type ReadOnDemand, readDiagnosis } from './readDiagnosis';

/** Watched rows are the portal's: who may not list what they are made of may not have them told. */
async function refuseWithoutRights(
  { cluster, as }: Actor,
  { kind, namespace }: WorkloadTarget,
) {
  for (const right of rightsFor(kind)) {
    if (await cluster.access.may(as, { ...right, namespace })) continue;
    const resource = [right.resource, right.group].filter(Boolean).join('.');
    const { verb } = right;
    throw new MissingRights(
      `You lack the right to ${verb} ${resource} in ${namespace} of ${cluster.name}`,
      [{ cluster: cluster.name, namespace, verb, resource }],
    );
  }
}

async function hiddenFrom(
  { cluster, as }: Actor,
  namespace: string,
): Promise<RestsOn[]> {
  const hidden: RestsOn[] = [];
  for (const kind of restsOnKinds) {
    const [right] = rightsFor(kind);
    const where = kind === 'Node' ? right! : { ...right!, namespace };
    if (!(await cluster.access.may(as, where))) hidden.push(kind);
  }
  return hidden;
}

/** Why a workload is as it is, as far as the caller may know. */
export function createReasonsRouter(parts: {
  act: Act;
  room: WorkloadRoom;
  onDemand: ReadOnDemand;
}) {
  const router = Router();
  router.get(
    '/clusters/:cluster/namespaces/:namespace/workloads/:kind/:name/reasons',
    async (req, res) => {
      const target = parse(workloadTarget, req.params);
      const reasons = await parts.act.look(
        req,
        target.cluster,
        async (actor): Promise<WorkloadReasons> => {
          await refuseWithoutRights(actor, target);
          const workload = await readDiagnosis(
            parts,
            actor,
            target,
            Date.now(),
          );
          const hidden = await hiddenFrom(actor, target.namespace);
          return { findings: withoutHidden(workload, hidden).rollout.findings };
        },
      );
      res.set('Cache-Control', 'no-store').json(reasons);
    },
  );
  return router;
}
