import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  createScaffolderTaskConditionalDecision,
  scaffolderTaskConditions,
} from '@backstage/plugin-scaffolder-backend/alpha';
import {
  catalogEntityCreatePermission,
  catalogEntityReadPermission,
  catalogEntityValidatePermission,
  catalogLocationCreatePermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  actionExecutePermission,
  taskCreatePermission,
  templateParameterReadPermission,
  templateStepReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  kubernetesClustersReadPermission,
  kubernetesProxyPermission,
  kubernetesResourcesReadPermission,
} from '@backstage/plugin-kubernetes-common';
import {
  paddockAuditReadPermission,
  paddockNodeUpdatePermission,
  paddockPermissions,
} from '@paddock/backstage-plugin-paddock-common';
import {
  readResourceReaders,
  requestIdAnnotation,
  type ResourceReaders,
} from '@paddock/backstage-plugin-catalog-backend-module-paddock';

const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };

const forAdministrators = [
  paddockAuditReadPermission,
  paddockNodeUpdatePermission,
];

/** What nobody may do: the Kubernetes proxy acts with the portal's own rights, and those include impersonating anybody. */
const forNobody = [kubernetesProxyPermission];

/**
 * What every person whom the catalog knows may do. Which workloads they then see or change is up to each cluster's own
 * RBAC, and which requests they see is up to their teams.
 */
const forEveryone = [
  catalogEntityCreatePermission,
  catalogEntityValidatePermission,
  catalogLocationReadPermission,
  catalogLocationCreatePermission,
  taskCreatePermission,
  templateParameterReadPermission,
  templateStepReadPermission,
  actionExecutePermission,
  kubernetesClustersReadPermission,
  kubernetesResourcesReadPermission,
  ...paddockPermissions.filter(each => !forAdministrators.includes(each)),
];

/** The namespaces, secrets and volumes that requests have made. */
const ofRequest = catalogConditions.hasAnnotation({
  annotation: requestIdAnnotation,
});

/** Deny by default; whoever owns a thing may change it; the administrators may do everything but act as others. */
export class PaddockPolicy implements PermissionPolicy {
  readonly #administrators: ReadonlySet<string>;
  readonly #readers: ResourceReaders;

  constructor(administrators: readonly string[], readers: ResourceReaders) {
    this.#administrators = new Set(administrators);
    this.#readers = readers;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (forNobody.some(each => isPermission(permission, each))) return deny;
    // A person is who the catalog says belongs to something; a guest or an unknown token belongs to nothing.
    const owns = user?.info.ownershipEntityRefs ?? [];
    if (!user || owns.length === 0) return deny;
    // Before the administrators: who may read a task may have it retried, with their own rights and in the name of who began it.
    if (isResourcePermission(permission, 'scaffolder-task')) {
      return createScaffolderTaskConditionalDecision(
        permission,
        scaffolderTaskConditions.isTaskOwner({
          createdBy: [user.info.userEntityRef],
        }),
      );
    }
    if (owns.some(ref => this.#administrators.has(ref))) return allow;
    if (forEveryone.some(each => isPermission(permission, each))) return allow;

    if (isResourcePermission(permission, 'catalog-entity')) {
      const isOwner = catalogConditions.isEntityOwner({ claims: owns });
      if (!isPermission(permission, catalogEntityReadPermission)) {
        return createCatalogConditionalDecision(permission, isOwner);
      }
      if (this.#readers === 'everyone') return allow;
      return createCatalogConditionalDecision(permission, {
        anyOf: [{ not: ofRequest }, isOwner],
      });
    }
    return deny;
  }
}

export default createBackendModule({
  pluginId: 'permission',
  moduleId: 'paddock-policy',
  register(reg) {
    reg.registerInit({
      deps: {
        policy: policyExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ policy, config }) {
        const administrators =
          config.getOptionalStringArray('paddock.administrators') ?? [];
        policy.setPolicy(
          new PaddockPolicy(administrators, readResourceReaders(config)),
        );
      },
    });
  },
});
