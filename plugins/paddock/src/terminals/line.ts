import {
  type TerminalControl,
  type TerminalEnd,
  type TerminalNews,
  type TerminalOpen,
  terminalPath,
  terminalProtocol,
} from '@paddock/backstage-plugin-paddock-common';

interface LineListener {
  /** What it waits for, in words. */
  progress(message: string): void;
  ready(): void;
  /** It ends in so many seconds, unless somebody is there. */
  idleSoon(seconds: number): void;
  output(bytes: Uint8Array): void;
  /** Once, and last. `reason` is missing where the connection broke. */
  ended(message: string, reason?: TerminalEnd): void;
}

/** The connection of one terminal. */
export interface Line {
  type(bytes: Uint8Array): void;
  tell(control: TerminalControl): void;
  close(): void;
}

/** The portal takes messages of 64 kB. */
const piece = 16 * 1024;

/** Opens a terminal at the portal's backend. The ticket goes in the first message, where no log sees it. */
export function openLine(
  baseUrl: string,
  first: TerminalOpen,
  listener: LineListener,
): Line {
  const url = `${baseUrl.replace(/^http/, 'ws')}${terminalPath}`;
  const socket = new WebSocket(url, terminalProtocol);
  socket.binaryType = 'arraybuffer';
  let end: Extract<TerminalNews, { type: 'end' }> | undefined;
  const isOpen = () => socket.readyState === WebSocket.OPEN;

  socket.onopen = () => socket.send(JSON.stringify(first));
  socket.onmessage = ({ data }: MessageEvent<ArrayBuffer | string>) => {
    if (typeof data !== 'string') {
      listener.output(new Uint8Array(data));
      return;
    }
    const news = JSON.parse(data) as TerminalNews;
    switch (news.type) {
      case 'end':
        end = news;
        break;
      case 'progress':
        listener.progress(news.message);
        break;
      case 'idle-soon':
        listener.idleSoon(news.seconds);
        break;
      default:
        listener.ready();
    }
  };
  socket.onclose = () =>
    listener.ended(
      end?.message ?? 'The connection to the portal broke.',
      end?.reason,
    );

  return {
    type(bytes) {
      for (let at = 0; isOpen() && at < bytes.length; at += piece) {
        socket.send(bytes.slice(at, at + piece));
      }
    },
    tell(control) {
      if (isOpen()) socket.send(JSON.stringify(control));
    },
    close() {
      socket.onclose = null;
      socket.onmessage = null;
      socket.close();
    },
  };
}
