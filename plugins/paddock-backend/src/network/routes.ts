import { nothingSchema } from '@paddock/backstage-plugin-paddock-common';
import Router from 'express-promise-router';
import type { Act } from '../access/act';
import type { NamedWorkload, WorkloadReading } from '../access/workload';
import { parse } from '../http/parse';
import { projectNetwork } from './project';
import { readNetwork } from './read';
import type { NetworkSettings } from './settings';

export interface NetworkRouterParts<Target extends NamedWorkload> {
  act: Act;
  settings: (cluster: string) => NetworkSettings;
  workload: WorkloadReading<Target>;
}

/** How a workload is reached: Services, what stands behind them, and what leads there from outside. */
export function createNetworkRouter<Target extends NamedWorkload>({
  act,
  settings,
  workload,
}: NetworkRouterParts<Target>) {
  const router = Router();
  router.get(
    '/clusters/:cluster/namespaces/:namespace/workloads/:kind/:name/network',
    async (req, res) => {
      const target = parse(workload.target, req.params);
      parse(nothingSchema, req.query);
      const { cluster, namespace, name } = target;
      const network = await act.look(req, cluster, async actor => {
        const found = await workload.read(actor, target);
        const selector = found.spec?.selector;
        const seen = await readNetwork(actor, { namespace, selector });
        return projectNetwork(
          { namespace, name, workload: found },
          seen,
          settings(cluster),
        );
      });
      res.set('Cache-Control', 'no-store').json(network);
    },
  );
  return router;
}
