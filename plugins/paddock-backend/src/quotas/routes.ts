import {
  type Quotas,
  namespaceTarget,
} from '@paddock/backstage-plugin-paddock-common';
import Router from 'express-promise-router';
import type { Act } from '../access/act';
import { MissingRights } from '../access/missingRights';
import { parse } from '../http/parse';
import { projectQuota } from './project';

/** What the quotas of a namespace admit, from the watch, for whoever may list them there. */
export function createQuotasRouter({ act }: { act: Act }) {
  const router = Router();
  router.get(
    '/clusters/:cluster/namespaces/:namespace/quotas',
    async (req, res) => {
      const { cluster: name, namespace } = parse(namespaceTarget, req.params);
      const quotas = await act.look(req, name, async ({ cluster, as }) => {
        const right = {
          verb: 'list',
          group: '',
          resource: 'resourcequotas',
          namespace,
        };
        if (!(await cluster.access.may(as, right))) {
          const { verb, resource } = right;
          throw new MissingRights(
            `You lack the right to list resourcequotas in ${namespace} of ${name}`,
            [{ cluster: name, namespace, verb, resource }],
          );
        }
        const cache = cluster.cache('ResourceQuota');
        const items = [...cache.inNamespace(namespace)]
          .sort((a, b) => (a.name < b.name ? -1 : 1))
          .map(projectQuota);
        return { reach: cache.reach(), items } satisfies Quotas;
      });
      res.set('Cache-Control', 'no-store').json(quotas);
    },
  );
  return router;
}
