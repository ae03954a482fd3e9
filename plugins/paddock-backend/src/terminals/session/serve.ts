import type {
  TerminalNews,
  TerminalOpen,
} from '@paddock/backstage-plugin-paddock-common';
import type WebSocket from 'ws';
import type { Denied } from '../../audit/denials';
import { recorded, type RecordParts } from '../../audit/recorded';
import type { OpenExec } from '../../kube/connection/exec';
import type { RunningCluster } from '../../kube/watchedCluster';
import {
  type Authorized,
  authorizeOpen,
  type AuthorizeParts,
} from '../tickets/authorizeOpen';
import { createPendingBrowser } from './pendingBrowser';
import { describeGrant } from '../tickets/describeGrant';
import { closeSocket } from './closeSocket';
import { openFor } from './opening';
import { explain } from '../tickets/refusal';
import { runSession } from './session';
import type { Shells } from '../shells/shells';
import { whyNot } from '../tickets/target';
import type { Grant } from '../tickets/tickets';
import type { Times } from '../times';

export interface ServeParts extends AuthorizeParts, RecordParts {
  denied: Denied;
  openExec: (cluster: RunningCluster) => OpenExec;
  shells: Shells;
  times: Times;
}

export interface Serving {
  browser: WebSocket;
  /** Whose terminals are open. */
  sessions: Map<symbol, string>;
  first: TerminalOpen;
  /** What its ticket is for. */
  grant: Grant;
}

/** Terminals of one person at the same time. */
const mostOfOne = 5;

export const noTicket =
  'This terminal is not open to you any more. Open it again.';

/** From the ticket of a browser to the end of its terminal. */
export async function serve(
  parts: ServeParts,
  serving: Serving,
): Promise<void> {
  const { browser, sessions, first, grant } = serving;
  const authorized = await authorizeOpen(parts, grant, first).catch(
    () => undefined,
  );
  if (!authorized) {
    closeSocket(browser, 'no-ticket', noTicket);
    return;
  }
  const { userRef } = authorized;
  const lost = await whyNot(authorized, grant.way.is, grant);
  if (lost) {
    parts.denied({
      event: 'act-denied',
      actor: userRef,
      detail: { what: 'terminal-session', status: 403 },
      error: new Error(lost),
    });
    closeSocket(browser, 'rights-lost', lost);
    return;
  }
  const mine = [...sessions.values()].filter(each => each === userRef);
  if (mine.length >= mostOfOne) {
    const message = `You have ${mostOfOne} terminals open already. Close one of them.`;
    closeSocket(browser, 'too-many', message);
    return;
  }
  const place = Symbol(userRef);
  sessions.set(place, userRef);
  try {
    await record(parts, authorized, () => run(parts, authorized, serving));
  } finally {
    sessions.delete(place);
  }
}

/** The record says when a terminal was opened, and how long and why it lasted; never what was typed or printed. */
function record(
  parts: ServeParts,
  { grant, userRef }: Authorized,
  runIt: () => Promise<string>,
): Promise<string> {
  const startedAt = Date.now();
  const act = {
    event: 'terminal-session',
    actor: userRef,
    detail: describeGrant(grant),
  };
  return recorded(parts, act, runIt, reason => ({
    detail: {
      seconds: Math.round((Date.now() - startedAt) / 1_000),
      reason,
    },
  }));
}

async function run(
  parts: ServeParts,
  authorized: Authorized,
  { browser, first }: Serving,
): Promise<string> {
  const { openExec, times, shells } = parts;
  const { columns, rows } = first;
  const exec = openExec(authorized.cluster);
  const tell = (news: TerminalNews) => browser.send(JSON.stringify(news));
  const waiting = createPendingBrowser(browser, {
    size: { columns, rows },
    beatMs: times.beatMs,
  });
  const isQuick = authorized.grant.way.is === 'exec';
  // A shell in a container is there at once, and what is typed meanwhile waits in the socket.
  if (!isQuick) browser.resume();
  try {
    const { signal } = waiting;
    const { process, release } = await openFor(
      { exec, shells, times },
      authorized,
      { signal, progress: message => tell({ type: 'progress', message }) },
    );
    try {
      waiting.stop();
      if (signal.aborted) {
        process.close();
        return 'left';
      }
      fit(process, waiting.size(), !isQuick);
      const session = runSession({
        browser,
        shell: process,
        authorized,
        times,
      });
      browser.resume();
      return await session.done;
    } finally {
      await release();
    }
  } catch (error) {
    if (waiting.signal.aborted) return 'left';
    throw explain(error);
  } finally {
    waiting.stop();
  }
}

/** A shell that has drawn its prompt before anybody looked draws it again when its size changes: kubectl does the same. */
function fit(
  process: { resize(columns: number, rows: number): void },
  { columns, rows }: { columns: number; rows: number },
  redraw: boolean,
) {
  if (redraw) process.resize(columns + 1, rows);
  process.resize(columns, rows);
}
