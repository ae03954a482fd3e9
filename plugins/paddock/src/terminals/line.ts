import {
  type TerminalControl,
  type TerminalEnd,
  type TerminalNews,
  type TerminalOpen,
  terminalPath,
  terminalProtocol,
} from '@paddock/backstage-plugin-paddock-common';

interface LineListener {
  ready(): void;
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
    if (news.type === 'end') end = news;
    else listener.ready();
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
