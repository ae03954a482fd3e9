import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  applyRequestSchema,
  type ClusterLine,
  namespaceTarget,
  paddockWorkloadReadPermission,
} from '@paddock/backstage-plugin-paddock-common';
import type { Request } from 'express';
import Router from 'express-promise-router';
import type { Act } from '../access/act';
import { authorize } from '../access/authorize';
import { jsonUpTo } from '../http/body';
import { parse } from '../http/parse';
import { checkObjects } from './applyInput';
import type { Clusters } from './clusters';

export interface ClustersRouterParts {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  act: Act;
  clusters: Pick<Clusters, 'all'>;
}

/** `GET /clusters` and `POST /clusters/:cluster/namespaces/:namespace/apply`. */
export function createClustersRouter(parts: ClustersRouterParts) {
  const { httpAuth, permissions, clusters } = parts;
  const router = Router();

  router.get('/clusters', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    await authorize(permissions, paddockWorkloadReadPermission, credentials);
    const lines: ClusterLine[] = clusters.all().map(cluster => ({
      name: cluster.name,
      ...(cluster.title ? { title: cluster.title } : {}),
      reach: cluster.reach(),
    }));
    res.json(lines);
  });

  router.post(
    '/clusters/:cluster/namespaces/:namespace/apply',
    jsonUpTo('1mb'),
    async (req, res) => {
      res.json(await apply(parts, req));
    },
  );

  return router;
}

const apply = ({ act }: ClustersRouterParts, request: Request) =>
  act.act(
    request,
    { eventId: 'objects-apply', cluster: String(request.params.cluster) },
    () => {
      const { namespace } = parse(namespaceTarget, request.params);
      const input = parse(applyRequestSchema, request.body);
      checkObjects(input, namespace);
      return {
        meta: {
          namespace,
          dryRun: input.dryRun,
          objects: input.objects.map(
            each => `${each.kind}/${each.metadata.name}`,
          ),
        },
        run: async ({ cluster, as }) => ({
          objects: await cluster.apply({ ...input, namespace, as }),
        }),
      };
    },
  );
