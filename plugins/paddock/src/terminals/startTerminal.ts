import type {
  TerminalEnd,
  TerminalOpen,
} from '@paddock/backstage-plugin-paddock-common';
import { inWords } from '../portal/PortalError';
import { type Line, openLine } from './line';
import type { Screen } from './screen';

export type TerminalState =
  | { state: 'closed' }
  | { state: 'connecting'; message?: string }
  /** `pod` is where it is; it ends by itself in `endsIn` seconds unless somebody is there. */
  | { state: 'open'; pod: string; endsIn?: number }
  | { state: 'ended'; message: string; reason?: TerminalEnd };

/** Where to connect, and with what. */
export interface Ticketed {
  baseUrl: string;
  first: Omit<TerminalOpen, 'columns' | 'rows'>;
}

interface StartParts {
  element: HTMLElement;
  askTicket: () => Promise<Ticketed>;
  pasted: (text: string) => void;
  left: () => void;
  tell: (state: TerminalState) => void;
}

export interface StartedTerminal {
  /** Once it is drawn. */
  screen(): Screen | undefined;
  /** Somebody is there, though nothing is typed. */
  stay(): void;
  /** Nothing is told any more after it. */
  stop(): void;
}

/** Bytes after which the portal is told that they have been drawn. */
const tellEvery = 64 * 1024;

/** Asks for a ticket, draws a terminal, and connects it. What goes wrong is told as its end. */
export function startTerminal(parts: StartParts): StartedTerminal {
  let line: Line | undefined;
  let screen: Screen | undefined;
  let stopped = false;
  let warned = false;
  /** Takes the warning away that it is about to end. */
  let calm = () => {};

  async function start() {
    // Only who opens a terminal loads what draws it.
    const { openScreen } = await import('./screen');
    const { baseUrl, first } = await parts.askTicket();
    if (stopped) return;
    const open: TerminalState = { state: 'open', pod: first.pod };
    const shown = openScreen(parts.element, {
      typed(bytes) {
        line?.type(bytes);
        calm();
      },
      resized: (columns, rows) => line?.tell({ type: 'resize', columns, rows }),
      pasted: parts.pasted,
      left: parts.left,
    });
    screen = shown;
    calm = () => {
      if (warned) parts.tell(open);
      warned = false;
    };
    const count = createCounter(bytes => line?.tell({ type: 'drawn', bytes }));
    const opening = { ...first, ...shown.size() };
    line = openLine(baseUrl, opening, {
      progress: message => parts.tell({ state: 'connecting', message }),
      ready() {
        parts.tell(open);
        shown.focus();
      },
      idleSoon(seconds) {
        warned = true;
        parts.tell({ ...open, endsIn: seconds });
      },
      output: bytes => shown.write(bytes, () => count(bytes.length)),
      ended: (message, reason) =>
        parts.tell({ state: 'ended', message, reason }),
    });
  }

  parts.tell({ state: 'connecting' });
  start().catch(error => {
    if (!stopped) parts.tell({ state: 'ended', message: inWords(error) });
  });
  return {
    screen: () => screen,
    stay() {
      line?.tell({ type: 'stay' });
      calm();
    },
    stop() {
      stopped = true;
      line?.close();
      screen?.close();
    },
  };
}

function createCounter(tell: (bytes: number) => void) {
  let drawn = 0;
  return (bytes: number) => {
    drawn += bytes;
    if (drawn < tellEvery) return;
    tell(drawn);
    drawn = 0;
  };
}
