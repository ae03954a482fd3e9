import type { Person } from '../person';
import type {
  AuditorService,
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { StorageClassFacts } from '@paddock/backstage-plugin-paddock-common';
import type { AuditTrail } from '../audit/trail';
import type { RunningCluster } from '../kube/watchedCluster';
import type { EmailOf } from './access/authors';
import type { Notify } from './notify';
import type { RequestSettings } from './settings';
import type { RequestStore, Visibility } from './store/store';
import type { UsesOf } from './view/users';
import type { Vault } from '../vault/vault';

export type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** The clusters of the portal; they may come and go. */
export interface RequestClusters {
  all(): RunningCluster[];
  get(name: string): RunningCluster | undefined;
}

/**
 * Whether somebody, named by their ref of the catalog, may work in a namespace by the cluster's own RBAC; no for whom
 * the catalog or the cluster does not know.
 *
 * @throws where one of them cannot be asked
 */
export type MayWork = (where: {
  cluster: string;
  namespace: string;
  by: string;
}) => Promise<boolean>;

/** What the routes and topics of requests rest on. */
export interface RequestParts {
  store: RequestStore;
  clusters: RequestClusters;
  /** Undefined where no Vault is configured. */
  vault: Vault | undefined;
  settings: RequestSettings;
  /** @throws NotAllowedError for callers that are no person of the catalog */
  personOf(credentials: BackstageCredentials): Promise<Person>;
  emailOf: EmailOf;
  mayWork: MayWork;
  usesOf: UsesOf;
  /** Whether the catalog has this entity, for this person. */
  hasEntity(ref: string, credentials: BackstageCredentials): Promise<boolean>;
  /** The storage classes of a cluster; empty while they are not known. */
  classes(cluster: string): Promise<StorageClassFacts[]>;
  notify: Notify;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
  trail: AuditTrail;
  logger: LoggerService;
}

/** A person who asks for something, as known at the door. */
export interface Asker {
  credentials: UserCredentials;
  person: Person;
  visibility: Visibility;
}
