import type { ObjectEvent } from '@paddock/backstage-plugin-paddock-common';
import Router from 'express-promise-router';
import type { Act, Actor } from '../../access/act';
import { apiPath } from '../../kube/connection/paths';
import { parse } from '../../http/parse';
import { workloadTarget } from '../commands/target';
import { projectScalingHistory } from './history';
import type { ScalingLog } from './scalingLog';

export interface ScalingParts {
  act: Act;
  log: Pick<ScalingLog, 'of'>;
  /** Events about one object, read as the person; none for somebody who may not see them. */
  eventsAbout(
    actor: Actor,
    about: { namespace: string; kind: string; name: string; uid?: string },
  ): Promise<ObjectEvent[]>;
}

const autoscalerTarget = workloadTarget.omit({ kind: true });

/** What an autoscaler has decided, and why. The cluster is asked as the person first: what it refuses is not told. */
export function createScalingRouter({ act, log, eventsAbout }: ScalingParts) {
  const router = Router();
  router.get(
    '/clusters/:cluster/namespaces/:namespace/autoscalers/:name/history',
    async (req, res) => {
      const { cluster, namespace, name } = parse(autoscalerTarget, req.params);
      const path = apiPath([
        'apis',
        'autoscaling',
        'v2',
        'namespaces',
        namespace,
        'horizontalpodautoscalers',
        name,
      ]);
      const history = await act.look(req, cluster, async actor => {
        const { connection } = actor.cluster;
        const { metadata } = (await connection.request('GET', path, {
          as: actor.as,
        })) as { metadata: { uid: string } };
        const events = await eventsAbout(actor, {
          namespace,
          kind: 'HorizontalPodAutoscaler',
          name,
          uid: metadata.uid,
        });
        return projectScalingHistory(log.of(cluster, metadata.uid), events);
      });
      res.set('Cache-Control', 'no-store').json(history);
    },
  );
  return router;
}
