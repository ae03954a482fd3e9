import { NotAllowedError } from '@backstage/errors';
import Router from 'express-promise-router';
import type { Act, Actor } from '../../doors/act';
import { parse } from '../../live/parse';
import { workloadTarget, type WorkloadTarget } from '../commands/target';
import { rightsFor, type WorkloadRoom } from '../room';
import { type ReadOnDemand, readFacts } from './readFacts';

/** Watched rows are the portal's: who may not list what they are made of may not have them told. */
async function refuseWithoutRights(
  { cluster, as }: Actor,
  { kind, namespace }: WorkloadTarget,
) {
  for (const right of rightsFor(kind)) {
    if (await cluster.access.may(as, { ...right, namespace })) continue;
    const resource = [right.resource, right.group].filter(Boolean).join('.');
    throw new NotAllowedError(
      `You lack the right to ${right.verb} ${resource} in ${namespace} of ${cluster.name}`,
    );
  }
}

/** What the reasons of a workload that is not done are told from. */
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
      const facts = await parts.act.look(req, target.cluster, async actor => {
        await refuseWithoutRights(actor, target);
        return readFacts(parts, actor, target);
      });
      res.set('Cache-Control', 'no-store').json(facts);
    },
  );
  return router;
}
