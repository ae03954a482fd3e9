import type WebSocket from 'ws';

/** Sockets of which nobody knows yet whose they are. */
export interface AdmissionBudget {
  enter(socket: WebSocket): void;
  /** It has shown a ticket, or is closed. */
  leave(socket: WebSocket): void;
  closeAll(close: (socket: WebSocket) => void): void;
}

/**
 * Anybody can open a socket, so those without a ticket have a small budget of their own: the oldest makes room for the
 * newest. A page shows its ticket with its first message, and so waits for one round trip only.
 */
export function createAdmissionBudget(limit: number): AdmissionBudget {
  const waiting = new Set<WebSocket>();
  return {
    enter(socket) {
      waiting.add(socket);
      const [oldest] = waiting;
      if (waiting.size <= limit || !oldest) return;
      waiting.delete(oldest);
      // A goodbye would keep it for another second.
      oldest.terminate();
    },
    leave: socket => void waiting.delete(socket),
    closeAll: close => waiting.forEach(close),
  };
}
