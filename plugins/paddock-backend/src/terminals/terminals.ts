import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import {
  type TerminalOpen,
  terminalOpenSchema,
} from '@paddock/backstage-plugin-paddock-common';
import type WebSocket from 'ws';
import type { Denied } from '../audit/denials';
import type { RecordParts } from '../audit/recorded';
import type { Act } from '../access/act';
import type { OpenExec } from '../kube/connection/exec';
import type { RunningCluster } from '../kube/watchedCluster';
import { type AuthorizeParts, redeem } from './tickets/authorizeOpen';
import { closeSocket } from './session/closeSocket';
import { ownOrigins } from './upgrade/handshake';
import { createTicketRouter } from './routes';
import { noTicket, serve } from './session/serve';
import { startShells } from './shells/shells';
import { createTickets } from './tickets/tickets';
import { readTimes, type Times } from './times';
import { createUpgrades } from './upgrade/upgrades';
import { createAdmissionBudget } from './upgrade/admissionBudget';

interface TerminalsParts
  extends Omit<AuthorizeParts, 'tickets' | 'clusters'>,
    RecordParts {
  act: Act;
  denied: Denied;
  clusters: AuthorizeParts['clusters'] & { all(): RunningCluster[] };
  config: Config;
  logger: LoggerService;
  openExec: (cluster: RunningCluster) => OpenExec;
  times?: Times;
  /** Milliseconds. */
  now?: () => number;
}

/** Terminals at the same time, of all people. */
const mostOfAll = 200;
/** Connections that have shown no ticket yet. */
const mostWaiting = 100;
const noRoom =
  'Too many terminals are open in this portal. Try again when others have been closed.';
/** Who has connected must say what for within this. */
const firstWordMs = 5_000;

/** Terminals into containers: tickets over HTTP, then one WebSocket for each. */
export function createTerminals(parts: TerminalsParts) {
  const { times = readTimes(parts.config) } = parts;
  const tickets = createTickets(parts.now);
  const shells = startShells(parts);
  const open = new Set<WebSocket>();
  const waiting = createAdmissionBudget(mostWaiting);
  const sessions = new Map<symbol, string>();
  const serving = new Set<Promise<void>>();
  const upgrades = createUpgrades({
    origins: ownOrigins(parts.config),
    onOpen(browser) {
      waiting.enter(browser);
      browser.on('close', () => {
        waiting.leave(browser);
        open.delete(browser);
      });
      browser.on('error', () => browser.terminate());
      greet(browser, first => enter(browser, first));
    },
  });

  async function enter(browser: WebSocket, first: TerminalOpen) {
    const grant = redeem({ tickets }, first);
    if (!grant) return closeSocket(browser, 'no-ticket', noTicket);
    waiting.leave(browser);
    if (open.size >= mostOfAll) return closeSocket(browser, 'too-many', noRoom);
    open.add(browser);
    const served = serve(
      { ...parts, tickets, shells, times },
      { browser, sessions, first, grant },
    );
    serving.add(served);
    return served.finally(() => serving.delete(served));
  }

  return {
    router: createTicketRouter({
      ...parts,
      times,
      tickets,
      serveBy: upgrades.serveBy,
    }),
    /** Resolves when every terminal has ended and what was made for it is removed. */
    async stop() {
      upgrades.stop();
      const close = (browser: WebSocket) =>
        closeSocket(browser, 'stopping', 'The portal is being restarted.');
      waiting.closeAll(close);
      open.forEach(close);
      await Promise.allSettled(serving);
      await shells.stop();
    },
  };
}

/** Waits for the first message, which says who comes and what for. */
function greet(
  browser: WebSocket,
  serveIt: (first: TerminalOpen) => Promise<void>,
) {
  const turnAway = () => closeSocket(browser, 'no-ticket', noTicket);
  const late = setTimeout(turnAway, firstWordMs);
  browser.once('close', () => clearTimeout(late));
  browser.once('message', (data: Buffer, isBinary: boolean) => {
    clearTimeout(late);
    // What comes before the terminal is there waits in the socket.
    browser.pause();
    const first = isBinary ? undefined : readOpen(data);
    if (!first) {
      turnAway();
      return;
    }
    serveIt(first).catch(error =>
      closeSocket(browser, 'failed', error.message),
    );
  });
}

function readOpen(data: Buffer): TerminalOpen | undefined {
  try {
    return terminalOpenSchema.safeParse(JSON.parse(data.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
