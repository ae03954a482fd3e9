import type {
  AuthService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  paddockWorkloadUpdatePermission,
  type TerminalOpen,
} from '@paddock/backstage-plugin-paddock-common';
import { authorize } from '../../access/authorize';
import { createWhoNow, type WhoNow } from '../../access/whoNow';
import type { KubeIdentity } from '../../kube/watch/cache';
import type { Person } from '../../person';
import type { RunningCluster } from '../../kube/watchedCluster';
import type { Grant, Tickets } from './tickets';

export interface AuthorizeParts {
  auth: AuthService;
  permissions: PermissionsService;
  clusters: { get(name: string): RunningCluster | undefined };
  personOf(credentials: BackstageCredentials): Promise<Person>;
  tickets: Tickets;
}

/** Who has come in, and what for. */
export interface Authorized {
  grant: Grant;
  cluster: RunningCluster;
  as: KubeIdentity;
  whoNow: WhoNow;
  userRef: string;
}

/** What the ticket is for, if it is for just this terminal. It is used up, whatever comes of it. */
export function redeem(
  { tickets }: Pick<AuthorizeParts, 'tickets'>,
  open: TerminalOpen,
): Grant | undefined {
  const grant = tickets.redeem(open.ticket);
  return grant && isFor(grant, open) ? grant : undefined;
}

/**
 * Who opens a terminal must be the person that its ticket was given to. Undefined for all that fails: why is nobody's
 * business.
 */
export async function authorizeOpen(
  parts: AuthorizeParts,
  grant: Grant,
  open: TerminalOpen,
): Promise<Authorized | undefined> {
  const cluster = parts.clusters.get(grant.cluster);
  const personNow = await enter(parts, open.token);
  const person = await personNow();
  const as = cluster?.identity(person);
  if (!cluster || as?.user !== grant.user) return undefined;
  const whoNow = createWhoNow(cluster, personNow, as);
  return { grant, cluster, as, whoNow, userRef: person.userRef };
}

const isFor = (grant: Grant, open: TerminalOpen) =>
  (['cluster', 'namespace', 'pod', 'container'] as const).every(
    key => grant[key] === open[key],
  );

async function enter(
  parts: AuthorizeParts,
  token: string,
): Promise<() => Promise<Person>> {
  const credentials = await parts.auth.authenticate(token);
  await authorize(
    parts.permissions,
    paddockWorkloadUpdatePermission,
    credentials,
  );
  return () => parts.personOf(credentials);
}
