import type { AuthService } from '@backstage/backend-plugin-api';
import {
  type Entity,
  parseEntityRef,
  RELATION_MEMBER_OF,
  RELATION_OWNED_BY,
  type UserEntity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { KUBERNETES_ANNOTATION } from '@backstage/plugin-kubernetes-common';
import type { Person, Right, WatchedCluster } from '../kube/cache';
import type { Alert } from './alert';

/** Of one namespace so many components are asked about at most. */
const mostComponents = 20;

export interface RecipientParts {
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  clusters: { get(name: string): WatchedCluster | undefined };
  /** Catalog refs of the teams that own this namespace, as far as the portal knows. */
  teamsOf(cluster: string, namespace: string): Promise<string[]>;
}

const relationsOf = (entity: Entity | undefined, type: string) =>
  (entity?.relations ?? [])
    .filter(each => each.type === type)
    .map(({ targetRef }) => targetRef.toLowerCase());

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

function personOf(ref: string, entity: Entity | undefined): Person {
  if (parseEntityRef(ref).kind === 'group') {
    return { userRef: ref, groupRefs: [ref] };
  }
  const email = (entity as UserEntity | undefined)?.spec?.profile?.email;
  return {
    userRef: ref,
    groupRefs: relationsOf(entity, RELATION_MEMBER_OF),
    ...(email ? { email } : {}),
    annotations: entity?.metadata.annotations ?? {},
  };
}

async function hasAll(
  cluster: WatchedCluster,
  person: Person,
  rights: Right[],
): Promise<boolean> {
  const who = cluster.identity(person);
  if (!who) return false;
  for (const right of rights) {
    const may = await cluster.access.may(who, right).catch(() => false);
    if (!may) return false;
  }
  return true;
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
    const owners = await ownersOf(alert);
    const entities = await read(owners);
    const told: string[] = [];
    for (const [at, ref] of owners.entries()) {
      const person = personOf(ref, entities[at]);
      if (await hasAll(cluster, person, rights)) told.push(ref);
    }
    return told;
  };
}
