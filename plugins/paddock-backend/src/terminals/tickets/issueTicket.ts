import type { TerminalTicket } from '@paddock/backstage-plugin-paddock-common';
import type { Actor } from '../../access/act';
import { KubeError } from '../../kube/connection/errors';
import { lacks, missingRights } from './target';
import { type Grant, type Tickets, ticketSeconds } from './tickets';

/** A grant as it is asked for: who asks, and where, is known by who they are. */
export type Wanted = Omit<Grant, 'cluster' | 'user'>;

/** A ticket for who has the rights. @throws KubeError, TooManyTickets */
export async function issueTicket(
  tickets: Tickets,
  actor: Actor,
  wanted: Wanted,
): Promise<TerminalTicket> {
  const message = lacks(await missingRights(actor, wanted.way.is, wanted));
  if (message) throw new KubeError(403, 'Forbidden', { message });
  const { cluster, as } = actor;
  const grant = { cluster: cluster.name, user: as.user, ...wanted };
  return { ticket: tickets.issue(grant), seconds: ticketSeconds };
}
