import type { AuthService } from '@backstage/backend-plugin-api';
import { type Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { KUBERNETES_ANNOTATION } from '@backstage/plugin-kubernetes-common';
import { type Audience, maySeeIn } from '../access/audience';
import { relationsOf } from '../access/personOfEntity';
import type { WatchedCluster } from '../kube/watch/cache';
import type { Alert } from './alert';

/** Of one namespace so many components are asked about at most. */
const mostComponents = 20;

export interface RecipientParts {
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  clusters: { get(name: string): WatchedCluster | undefined };
  audience: Audience;
  /** Catalog refs of the teams that own this namespace, as far as the portal knows. */
  teamsOf(cluster: string, namespace: string): Promise<string[]>;
}

/** A label is anybody's to write, and so the entity must agree that this is its own. */
function agrees(entity: Entity, component: string, alert: Alert): boolean {
  const annotations = entity.metadata.annotations ?? {};
  const {
    [KUBERNETES_ANNOTATION]: id,
    'backstage.io/kubernetes-namespace': namespace = alert.namespace,
    'backstage.io/kubernetes-cluster': cluster = alert.cluster,
  } = annotations;
  return (
    id === component &&
    namespace === alert.namespace &&
    cluster === alert.cluster
  );
}

/** Who is told of an alert: the owners of what it is about, as far as the cluster lets them see it. */
export function createRecipients(parts: RecipientParts) {
  async function read(
    entityRefs: string[],
  ): Promise<Array<Entity | undefined>> {
    if (entityRefs.length === 0) return [];
    const credentials = await parts.auth.getOwnServiceCredentials();
    const { items } = await parts.catalog.getEntitiesByRefs(
      { entityRefs },
      { credentials },
    );
    return items;
  }

  async function ownersOf(alert: Alert): Promise<string[]> {
    const components = alert.components.slice(0, mostComponents);
    const entities = await read(
      components.map(each => `component:default/${each}`),
    );
    const owners = entities.flatMap((entity, at) =>
      entity && agrees(entity, components[at]!, alert)
        ? relationsOf(entity, RELATION_OWNED_BY)
        : [],
    );
    const teams =
      alert.kind === 'quota'
        ? await parts.teamsOf(alert.cluster, alert.namespace)
        : [];
    return [...new Set([...owners, ...teams.map(ref => ref.toLowerCase())])];
  }

  return async (alert: Alert): Promise<string[]> => {
    const cluster = parts.clusters.get(alert.cluster);
    if (!cluster) return [];
    const { namespace } = alert;
    const rights = alert.rights.map(right => ({ ...right, namespace }));
    return parts.audience(await ownersOf(alert), maySeeIn(cluster, rights));
  };
}
