import { createHash, randomBytes } from 'node:crypto';
import type {
  DebugRequest,
  ShellRequest,
  TerminalRequest,
} from '@paddock/backstage-plugin-paddock-common';

/** What one ticket is good for. */
export interface Grant {
  cluster: string;
  /** As the cluster knows the person. */
  user: string;
  namespace: string;
  pod: string;
  container: string;
  way: TerminalWay;
}

/** How a terminal comes to be: in a container that runs, in a pod of its own, or in a container put into a pod. */
export type TerminalWay =
  | { is: 'exec'; command?: TerminalRequest['command'] }
  | { is: 'shell'; asked: ShellRequest }
  | { is: 'debug'; asked: DebugRequest };

export interface Tickets {
  /** @throws TooManyTickets */
  issue(grant: Grant): string;
  /** What it was given for. It is used up by this, whatever comes of it. */
  redeem(ticket: string): Grant | undefined;
}

/** Seconds until a ticket expires. */
export const ticketSeconds = 30;

/** Tickets that wait to be used. */
const mostOfOne = 10;
const mostOfAll = 1_000;

/** Answered with 429. */
class TooManyTickets extends Error {
  readonly statusCode = 429;

  constructor() {
    super('Too many terminals were asked for. Wait half a minute.');
    this.name = 'TooManyRequestsError';
  }
}

/** Single-use tickets of 128 bits, in memory. Only their digests are kept. */
export function createTickets(now: () => number = Date.now): Tickets {
  const kept = new Map<string, { grant: Grant; until: number }>();

  // They all live equally long, so the oldest are the first.
  function forgetExpired() {
    for (const [key, { until }] of kept) {
      if (until > now()) return;
      kept.delete(key);
    }
  }

  return {
    issue(grant) {
      forgetExpired();
      const own = [...kept.values()].filter(
        each => each.grant.user === grant.user,
      );
      if (own.length >= mostOfOne || kept.size >= mostOfAll) {
        throw new TooManyTickets();
      }
      const ticket = randomBytes(16).toString('base64url');
      kept.set(digest(ticket), { grant, until: now() + ticketSeconds * 1000 });
      return ticket;
    },
    redeem(ticket) {
      forgetExpired();
      const key = digest(ticket);
      const found = kept.get(key);
      kept.delete(key);
      return found?.grant;
    },
  };
}

const digest = (ticket: string) =>
  createHash('sha256').update(ticket).digest('base64');
