import {
  type TerminalEnd,
  terminalEnds,
  type TerminalNews,
} from '@paddock/backstage-plugin-paddock-common';
import WebSocket from 'ws';

/** A browser that does not answer a close is cut off after this. */
const patienceMs = 1_000;

/** Says why, and closes. Nothing that still comes in is read. */
export function closeSocket(
  socket: WebSocket,
  reason: TerminalEnd,
  message: string,
): void {
  socket.removeAllListeners('message');
  if (socket.readyState === WebSocket.OPEN) {
    const news: TerminalNews = { type: 'end', reason, message };
    socket.send(JSON.stringify(news));
    socket.close(terminalEnds[reason], reason);
  }
  // Who floods us would have us parse the flood until then.
  if (reason === 'too-much') socket.pause();
  else socket.resume();
  setTimeout(() => socket.terminate(), patienceMs).unref();
}
