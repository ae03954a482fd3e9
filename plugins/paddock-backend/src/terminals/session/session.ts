import {
  type TerminalControl,
  terminalControlSchema,
  type TerminalEnd,
  type TerminalNews,
  terminalWindow,
} from '@paddock/backstage-plugin-paddock-common';
import type WebSocket from 'ws';
import type { ExecEnd, ExecProcess } from '../../kube/connection/exec';
import type { Authorized } from '../tickets/authorizeOpen';
import { createAllowance } from './allowance';
import { watchForEnd } from './ending';
import { closeSocket } from './closeSocket';
import type { Times } from '../times';

/** Typed bytes that the cluster has not taken; more than that is no typing. */
const mostTyped = 1024 * 1024;

interface SessionParts {
  browser: WebSocket;
  shell: ExecProcess;
  authorized: Authorized;
  times: Times;
}

interface Session {
  end(reason: TerminalEnd, message: string): void;
  /** Why it ended. */
  done: Promise<TerminalEnd | 'left'>;
}

/** Carries bytes both ways between a browser and a shell until either ends, or something ends both. */
export function runSession(parts: SessionParts): Session {
  const { browser, shell } = parts;
  let finish: (reason: TerminalEnd | 'left') => void;
  const done = new Promise<TerminalEnd | 'left'>(resolve => {
    finish = resolve;
  });
  let ended = false;
  const end = (reason: TerminalEnd, message: string) => {
    if (ended) return;
    closeSocket(browser, reason, message);
    close(reason);
  };
  const tell = (news: TerminalNews) => browser.send(JSON.stringify(news));
  const watch = watchForEnd(parts, parts.times, {
    end,
    idleSoon: seconds => tell({ type: 'idle-soon', seconds }),
  });
  function close(reason: TerminalEnd | 'left') {
    ended = true;
    watch.stop();
    shell.close();
    finish(reason);
  }

  const drawn = carryOutput(browser, shell, how => {
    const [reason, message] = inWords(how);
    end(reason, message);
  });
  browser.once('close', () => close('left'));
  carryInput(parts, { end, drawn, typed: watch.typed });
  tell({ type: 'ready' });
  return { end, done };
}

/** Reads the shell only as far as the browser has taken and drawn. @returns to be called with what was drawn, in bytes */
function carryOutput(
  browser: WebSocket,
  shell: ExecProcess,
  ended: (end: ExecEnd) => void,
) {
  let undrawn = 0;
  // What a browser says that it has drawn is its word; what it has not taken is not.
  const flow = () => {
    const full =
      undrawn >= terminalWindow || browser.bufferedAmount >= terminalWindow;
    if (full) shell.pause();
    else shell.resume();
  };
  shell.listen({
    output(bytes) {
      undrawn += bytes.length;
      browser.send(bytes, flow);
      flow();
    },
    ended,
  });
  return (bytes: number) => {
    undrawn = Math.max(0, undrawn - bytes);
    flow();
  };
}

interface Input {
  end: Session['end'];
  drawn: (bytes: number) => void;
  typed: () => void;
}

function carryInput(
  { browser, shell }: SessionParts,
  { end, drawn, typed }: Input,
) {
  const allowed = createAllowance();
  const within = (length: number) => {
    const fine = allowed(length) && shell.waiting() < mostTyped;
    if (!fine) end('too-much', 'More was sent than a terminal takes.');
    return fine;
  };
  browser.on('ping', data => within(data.length));
  browser.on('message', (data: Buffer, isBinary: boolean) => {
    if (!within(data.length)) return;
    if (isBinary) {
      typed();
      shell.write(data);
      return;
    }
    const control = readControl(data);
    if (!control) end('bad-message', 'The page sent what no terminal sends.');
    else if (control.type === 'drawn') drawn(control.bytes);
    else if (control.type === 'stay') typed();
    else shell.resize(control.columns, control.rows);
  });
}

export function readControl(data: Buffer): TerminalControl | undefined {
  try {
    const read = JSON.parse(data.toString('utf8'));
    return terminalControlSchema.safeParse(read).data;
  } catch {
    return undefined;
  }
}

function inWords(end: ExecEnd): [TerminalEnd, string] {
  switch (end.is) {
    case 'exited':
      return end.code === undefined
        ? ['exited', 'The shell has ended.']
        : ['exited', `The shell has ended with exit code ${end.code}.`];
    case 'failed':
      return ['failed', end.message];
    default:
      return ['failed', 'The connection to the container broke.'];
  }
}
