import type { AuditorService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { toError } from '@backstage/errors';
import {
  type TerminalOpen,
  terminalOpenSchema,
} from '@paddock/backstage-plugin-paddock-common';
import type WebSocket from 'ws';
import type { Act } from '../doors/act';
import type { OpenExec } from '../kube/exec';
import type { RunningCluster } from '../kube/watchedCluster';
import { type Admitted, admit, type AdmitParts } from './admit';
import { type Times, usualTimes } from './ending';
import { hangUp } from './hangUp';
import { ownOrigins } from './handshake';
import { createTicketRouter } from './routes';
import { runSession } from './session';
import { execRight, lacksExec } from './target';
import { createTickets } from './tickets';
import { createUpgrades } from './upgrades';

interface TerminalsParts extends Omit<AdmitParts, 'tickets'> {
  act: Act;
  auditor: AuditorService;
  config: Config;
  openExec: (cluster: RunningCluster) => OpenExec;
  times?: Times;
  /** Milliseconds. */
  now?: () => number;
}

/** Terminals of one person, and connections in all, at the same time. */
const mostOfOne = 5;
const mostOfAll = 200;
/** Who has connected must say what for within this. */
const firstWordMs = 5_000;

/** Terminals into containers: tickets over HTTP, then one WebSocket for each. */
export function createTerminals(parts: TerminalsParts) {
  const tickets = createTickets(parts.now);
  const open = new Set<WebSocket>();
  const sessions = new Map<symbol, string>();
  const upgrades = createUpgrades({
    origins: ownOrigins(parts.config),
    hasRoom: () => open.size < mostOfAll,
    onOpen(browser) {
      open.add(browser);
      browser.on('close', () => open.delete(browser));
      browser.on('error', () => browser.terminate());
      greet(browser, first =>
        serve({ ...parts, tickets }, { browser, sessions, first }),
      );
    },
  });
  return {
    router: createTicketRouter({
      ...parts,
      tickets,
      serveBy: upgrades.serveBy,
    }),
    stop() {
      upgrades.stop();
      for (const browser of open) {
        hangUp(browser, 'stopping', 'The portal is being restarted.');
      }
    },
  };
}

/** Waits for the first message, which says who comes and what for. */
function greet(
  browser: WebSocket,
  serveIt: (first: TerminalOpen) => Promise<void>,
) {
  const turnAway = () => hangUp(browser, 'no-ticket', noTicket);
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
    serveIt(first).catch(error => hangUp(browser, 'failed', error.message));
  });
}

const noTicket = 'This terminal is not open to you any more. Open it again.';

function readOpen(data: Buffer): TerminalOpen | undefined {
  try {
    return terminalOpenSchema.safeParse(JSON.parse(data.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

interface Serving {
  browser: WebSocket;
  /** Whose terminals are open. */
  sessions: Map<symbol, string>;
  first: TerminalOpen;
}

async function serve(parts: TerminalsParts & AdmitParts, serving: Serving) {
  const { browser, sessions, first } = serving;
  const admitted = await admit(parts, first).catch(() => undefined);
  if (!admitted) return hangUp(browser, 'no-ticket', noTicket);
  const { cluster, as, grant, userRef } = admitted;
  if (!(await cluster.access.may(as, execRight(grant.namespace, grant.pod)))) {
    const message = lacksExec(grant.namespace, cluster.name);
    return hangUp(browser, 'rights-lost', message);
  }
  const mine = [...sessions.values()].filter(each => each === userRef);
  if (mine.length >= mostOfOne) {
    const message = `You have ${mostOfOne} terminals open already. Close one of them.`;
    return hangUp(browser, 'too-many', message);
  }
  const place = Symbol(userRef);
  sessions.set(place, userRef);
  try {
    return await record(parts, admitted, () => run(parts, admitted, serving));
  } finally {
    sessions.delete(place);
  }
}

/** The record says when a terminal was opened, and how long and why it lasted. */
async function record(
  { auditor }: TerminalsParts,
  { grant }: Admitted,
  runIt: () => Promise<string>,
) {
  const { pod, command = 'default', ...about } = grant;
  const meta = { ...about, kind: 'Pod', name: pod, command };
  const startedAt = Date.now();
  const entry = await auditor.createEvent({
    eventId: 'terminal-session',
    severityLevel: 'medium',
    meta,
  });
  try {
    const reason = await runIt();
    const seconds = Math.round((Date.now() - startedAt) / 1_000);
    await entry.success({ meta: { seconds, reason } });
  } catch (error) {
    await entry.fail({ error: toError(error) });
    throw error;
  }
}

const shells = {
  bash: ['bash'],
  sh: ['sh'],
  default: [
    'sh',
    '-c',
    'TERM=xterm-256color; export TERM; command -v bash >/dev/null 2>&1 && exec bash; exec sh',
  ],
};

async function run(
  { openExec, times = usualTimes }: TerminalsParts,
  admitted: Admitted,
  { browser, first }: Serving,
): Promise<string> {
  const { cluster, as, grant } = admitted;
  const { namespace, pod, container, command = 'default' } = grant;
  const shell = await openExec(cluster)({
    ...{ namespace, pod, container, as },
    command: shells[command],
  });
  if (browser.readyState !== browser.OPEN) {
    shell.close();
    return 'left';
  }
  shell.resize(first.columns, first.rows);
  const session = runSession({ browser, shell, admitted, times });
  browser.resume();
  return session.done;
}
