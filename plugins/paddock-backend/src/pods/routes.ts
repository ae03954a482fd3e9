import { objectTarget } from '@paddock/backstage-plugin-paddock-common';
import Router from 'express-promise-router';
import { parse } from '../http/parse';
import { projectPodDetail } from './detail';
import { addLogRoutes, type LogParts } from './logRoutes';
import { asYaml, readEvents, readPod } from './read';

/** Everything about one pod, read as the person: what it is, its events, its logs. */
export function createPodsRouter(parts: LogParts) {
  const router = Router();
  addLogRoutes(router, parts);
  router.get(
    '/clusters/:cluster/namespaces/:namespace/pods/:name',
    async (req, res) => {
      const target = parse(objectTarget, req.params);
      const detail = await parts.act.look(req, target.cluster, async actor => {
        const pod = await readPod(actor, target);
        const uid = pod.metadata?.uid ?? undefined;
        const events = await readEvents(actor, { ...target, kind: 'Pod', uid });
        const { cluster } = target;
        return projectPodDetail(pod, { cluster, events, yaml: asYaml(pod) });
      });
      res.set('Cache-Control', 'no-store').json(detail);
    },
  );
  return router;
}
