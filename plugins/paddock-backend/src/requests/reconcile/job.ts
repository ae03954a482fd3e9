import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type {
  Amounts,
  PolicyEnforcement,
  RequestSpec,
} from '@paddock/backstage-plugin-paddock-common';
import type { Act, Provision } from '../../kube/write/provision';
import type { MayWork } from '../parts';
import type { RequestRow, RequestStore, RevisionRow } from '../store/contract';
import { VaultAway } from '../../vault/errors';
import type { Vault } from '../../vault/vault';
import type { Notify } from '../notify';
import type { HeldLease } from '../../reconcile/heldLease';

export interface EngineSettings {
  /** How often a live request is compared with what is there. */
  driftSeconds: number;
  /** What happens to what is missing or was changed. */
  drift: 'mend' | 'report';
  /** After how many days a request that nobody decides lapses. */
  waitingDays: number;
  /** How many days before it expires people are told. */
  warningDays: number;
}

export interface EngineParts {
  store: RequestStore;
  clusters: {
    get(name: string): { readonly provision: Provision } | undefined;
    all(): Array<{ readonly name: string; readonly provision: Provision }>;
  };
  /** Undefined where no Vault is configured. */
  vault: Vault | undefined;
  settings: EngineSettings;
  /** Whether the network of a cluster holds to NetworkPolicies, by the portal's configuration. */
  policiesAre(cluster: string): PolicyEnforcement;
  /** What a request of this specification holds of its team's budget. */
  amountsOf(spec: RequestSpec): Amounts;
  /** Whether whoever wrote a revision may work in its namespace, by the cluster's own RBAC. @throws where it cannot be asked */
  mayWork: MayWork;
  /** Goes on with a check that was begun at the submit and did not come to its end: decides it or lets it wait. */
  finishCheck(row: RequestRow): Promise<unknown>;
  auditor: Pick<AuditorService, 'createEvent'>;
  notify: Notify;
  logger: LoggerService;
}

/** One pass over one request, with everything that it needs. */
export interface Job {
  engine: EngineParts;
  row: RequestRow;
  /** The approved one. */
  revision: RevisionRow;
  provision: Provision;
  vault: Vault | undefined;
  held: HeldLease;
  /** For reading. */
  look: Pick<Act, 'signal'>;
  /** For whatever has an effect: nothing is sent unless the lease is surely held. */
  act: Act;
}

/** Now, by the clock of the database; in milliseconds. */
export const nowOf = ({ held }: Pick<Job, 'held'>): number =>
  Date.parse(held.lease.givenAt);

/** @throws VaultAway where no Vault is configured: whoever configures one need not do anything else */
export function vaultOf({ vault }: Pick<Job, 'vault'>): Vault {
  if (vault) return vault;
  throw new VaultAway('No Vault is configured');
}

/** In milliseconds; spread, so that not everything is looked at in the same moment. */
export const nextLookMs = ({ engine }: Pick<Job, 'engine'>): number =>
  engine.settings.driftSeconds * 1000 * (0.9 + Math.random() / 5);
