import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type {
  Amounts,
  PolicyEnforcement,
  RequestSpec,
} from '@paddock/backstage-plugin-paddock-common';
import type { RecordParts } from '../../audit/recorded';
import type { Act, Provision } from '../../kube/write/provision';
import type { MayWork } from '../parts';
import type { RequestRow, RequestStore, RevisionRow } from '../store/store';
import { VaultAway } from '../../vault/errors';
import type { Vault } from '../../vault/vault';
import type { Notify } from '../notify';
import type { HeldLease } from '../../reconcile/heldLease';

export interface ReconcilerSettings {
  /** How often a live request is compared with what is there. */
  driftSeconds: number;
  /** What happens to what is missing or was changed. */
  drift: 'mend' | 'report';
  /** After how many days a request that nobody decides lapses. */
  waitingDays: number;
  /** How many days before it expires people are told. */
  warningDays: number;
  /** What the namespaces of a team may take together. */
  budgetOf(team: string): Amounts;
}

export interface ReconcilerParts {
  store: RequestStore;
  clusters: {
    get(name: string): { readonly provision: Provision } | undefined;
    all(): Array<{ readonly name: string; readonly provision: Provision }>;
  };
  /** Undefined where no Vault is configured. */
  vault: Vault | undefined;
  settings: ReconcilerSettings;
  /** Whether the network of a cluster holds to NetworkPolicies, by the portal's configuration. */
  policiesAre(cluster: string): PolicyEnforcement;
  /** What a request of this specification holds of its team's budget. */
  amountsOf(spec: RequestSpec): Amounts;
  /** Whether whoever wrote a revision may work in its namespace, by the cluster's own RBAC. @throws where it cannot be asked */
  mayWork: MayWork;
  auditor: Pick<AuditorService, 'createEvent'>;
  notify: Notify;
  logger: LoggerService;
}

/** One run over one request, with everything that it needs. */
export interface Job {
  parts: ReconcilerParts;
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

/** What the portal records its own acts with. */
export const recordPartsOf = ({
  auditor,
  store,
  logger,
}: Pick<ReconcilerParts, 'auditor' | 'store' | 'logger'>): RecordParts => ({
  auditor,
  trail: store.audit,
  logger,
});

/** Now, by the clock of the database; in milliseconds. */
export const nowOf = ({ held }: Pick<Job, 'held'>): number =>
  Date.parse(held.lease.givenAt);

/** @throws VaultAway where no Vault is configured: whoever configures one need not do anything else */
export function vaultOf({ vault }: Pick<Job, 'vault'>): Vault {
  if (vault) return vault;
  throw new VaultAway('No Vault is configured');
}

/** In milliseconds; spread, so that not everything is looked at in the same moment. */
export const nextLookMs = ({ parts }: Pick<Job, 'parts'>): number =>
  parts.settings.driftSeconds * 1000 * (0.9 + Math.random() / 5);
