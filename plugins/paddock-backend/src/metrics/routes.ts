import {
  metricsQuerySchema,
  namespaceTarget,
  poolQuerySchema,
  clusterTarget,
} from '@paddock/backstage-plugin-paddock-common';
import Router from 'express-promise-router';
import type { Act } from '../access/act';
import { parse } from '../http/parse';
import { getMetrics } from './getMetrics';
import { getPool, type PoolRung } from './pool/getPool';
import type { Metrics } from './startMetrics';

export interface MetricsRouterParts {
  act: Act;
  metrics: Metrics;
}

/** `node:n1` */
function rungIn(of: string | undefined): PoolRung {
  const [level, name = ''] = of?.split(':') ?? [];
  return level === 'node' || level === 'namespace'
    ? { level, name }
    : { level: 'cluster' };
}

/** What containers, pods, their namespace and their nodes use, as the person may see it. */
export function createMetricsRouter({ act, metrics }: MetricsRouterParts) {
  const router = Router();
  router.get(
    '/clusters/:cluster/namespaces/:namespace/metrics',
    async (req, res) => {
      const { cluster, namespace } = parse(namespaceTarget, req.params);
      const { pods, range } = parse(metricsQuerySchema, req.query);
      const question = { namespace, range, ...(pods && { pods }) };
      const answer = await act.look(req, cluster, actor =>
        getMetrics(actor, question, metrics),
      );
      res.set('Cache-Control', 'no-store').json(answer);
    },
  );
  router.get('/clusters/:cluster/pool', async (req, res) => {
    const { cluster } = parse(clusterTarget, req.params);
    const { of, range } = parse(poolQuerySchema, req.query);
    const answer = await act.look(req, cluster, actor =>
      getPool(actor, { of: rungIn(of), range }, metrics),
    );
    res.set('Cache-Control', 'no-store').json(answer);
  });
  return router;
}
