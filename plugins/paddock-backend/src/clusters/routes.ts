import type {
  AuditorService,
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  type ClusterLine,
  paddockWorkloadReadPermission,
  paddockWorkloadUpdatePermission,
} from '@paddock/backstage-plugin-paddock-common';
import express from 'express';
import Router from 'express-promise-router';
import { parse } from '../live/parse';
import { applyInput, applyTarget, checkObjects } from './applyInput';
import { audited } from './audited';
import type { Clusters } from './clusters';
import type { PersonOf } from './person';
import { refusalOf } from './refusals';

export interface ClustersRouterParts {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
  clusters: Pick<Clusters, 'all' | 'get'>;
  personOf: PersonOf;
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
    express.json({ limit: '1mb', type: 'application/json' }),
    async (req, res) => {
      const credentials = await httpAuth.credentials(req, { allow: ['user'] });
      await authorize(
        permissions,
        paddockWorkloadUpdatePermission,
        credentials,
      );
      res.json(await apply(parts, req, credentials));
    },
  );

  return router;
}

async function authorize(
  permissions: PermissionsService,
  permission: BasicPermission,
  credentials: BackstageCredentials,
) {
  const [decision] = await permissions.authorize([{ permission }], {
    credentials,
  });
  if (decision?.result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(
      `This needs the permission "${permission.name}", which you do not have`,
    );
  }
}

async function apply(
  { clusters, personOf, auditor }: ClustersRouterParts,
  request: express.Request,
  credentials: BackstageCredentials,
) {
  const target = parse(applyTarget, request.params);
  const input = parse(applyInput, request.body);
  const { namespace } = target;
  checkObjects(input, namespace);
  const cluster = clusters.get(target.cluster);
  if (!cluster) {
    throw new NotFoundError(`There is no cluster "${target.cluster}"`);
  }
  const as = cluster.identity(await personOf(credentials));
  if (!as) {
    throw new NotAllowedError(
      `The cluster "${cluster.name}" knows nobody like you: your catalog entity lacks what paddock.identity takes the user name from`,
    );
  }
  const meta = {
    ...target,
    user: as.user,
    dryRun: input.dryRun,
    objects: input.objects.map(each => `${each.kind}/${each.metadata.name}`),
  };
  const event = { eventId: 'objects-apply', request, meta };
  return audited(auditor, event, async () => {
    try {
      return { objects: await cluster.apply({ ...input, namespace, as }) };
    } catch (error) {
      throw refusalOf(error);
    }
  });
}
