import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type ResourceEntityV1alpha1,
} from '@backstage/catalog-model';
import type { RequestResource } from '@paddock/backstage-plugin-paddock-common';
import { entityNameOf } from './entityName';

/** Where all of them come from, as catalogs write it. */
export const location = 'paddock:requests';

/** What every one of them carries, and what permission rules know them by. */
export const requestIdAnnotation = 'paddock.internal/request-id';

const types: Record<RequestResource['kind'], string> = {
  namespace: 'kubernetes-namespace',
  secret: 'vault-path',
  volume: 'persistent-volume-claim',
};

/** The entities of what stands. `portalUrl` is the address of the portal's pages. */
export function entitiesOf(
  resources: readonly RequestResource[],
  portalUrl: string,
): ResourceEntityV1alpha1[] {
  const known = new Set(resources.map(entityNameOf));
  return resources.map(resource => {
    const namespace = entityNameOf({ ...resource, kind: 'namespace' });
    const dependsOn =
      resource.kind !== 'namespace' && known.has(namespace)
        ? [`resource:default/${namespace}`]
        : [];
    return entityOf(resource, { portalUrl, dependsOn });
  });
}

function entityOf(
  resource: RequestResource,
  { portalUrl, dependsOn }: { portalUrl: string; dependsOn: string[] },
): ResourceEntityV1alpha1 {
  const { id, kind, cluster, team, component } = resource;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: entityNameOf(resource),
      title: titleOf(resource),
      description: describe(resource),
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        'backstage.io/kubernetes-cluster': cluster,
        [requestIdAnnotation]: id,
      },
      links: [
        {
          url: `${portalUrl.replace(/\/$/, '')}/requests/${encodeURIComponent(
            id,
          )}`,
          title: 'Request',
        },
      ],
    },
    spec: {
      type: types[kind],
      owner: team,
      ...(dependsOn.length > 0 && { dependsOn }),
      ...(component && { dependencyOf: [component] }),
    },
  };
}

const titleOf = ({ kind, namespace, name }: RequestResource) =>
  kind === 'namespace' ? namespace : `${namespace}/${name}`;

function describe(resource: RequestResource): string {
  const { kind, cluster, namespace, path } = resource;
  switch (kind) {
    case 'namespace':
      return `A namespace on ${cluster}.`;
    case 'secret':
      return `A secret${
        path ? ` at ${path} in Vault` : ''
      } for pods of the namespace ${namespace} on ${cluster}.`;
    default:
      return `A volume in the namespace ${namespace} on ${cluster}.`;
  }
}
