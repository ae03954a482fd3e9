import {
  metricsQuerySchema,
  metricsTargetSchema,
} from '@paddock/backstage-plugin-paddock-common';
import Router from 'express-promise-router';
import type { Act } from '../doors/act';
import { parse } from '../live/parse';
import { lookAtMetrics } from './lookAtMetrics';
import type { Metrics } from './startMetrics';

export interface MetricsRouterParts {
  act: Act;
  metrics: Metrics;
}

/** What containers, pods, their namespace and their nodes use, as the person may see it. */
export function createMetricsRouter({ act, metrics }: MetricsRouterParts) {
  const router = Router();
  router.get(
    '/clusters/:cluster/namespaces/:namespace/metrics',
    async (req, res) => {
      const { cluster, namespace } = parse(metricsTargetSchema, req.params);
      const { pods, range } = parse(metricsQuerySchema, req.query);
      const question = { namespace, range, ...(pods && { pods }) };
      const answer = await act.look(req, cluster, actor =>
        lookAtMetrics(actor, question, metrics),
      );
      res.set('Cache-Control', 'no-store').json(answer);
    },
  );
  return router;
}
