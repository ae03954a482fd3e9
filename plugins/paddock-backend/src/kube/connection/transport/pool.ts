import type { KubernetesCredential } from '@backstage/plugin-kubernetes-node';
import type { KeptTransport } from './keep';
import type { Transport } from './transport';

export interface Waiting {
  signal: AbortSignal;
  /** Called when it has to wait, with how many streams are open. */
  onWait?: (open: number) => void;
}

/** Connections for one purpose. */
export interface Pool {
  /**
   * Sends on a connection that has room, and waits in turn while none has. What `send` is given is for this one request.
   * @throws the signal's reason, Unreachable, Misconfigured, or whatever `send` throws
   */
  use<T>(
    credential: KubernetesCredential,
    waiting: Waiting,
    send: (transport: Transport) => Promise<T>,
  ): Promise<T>;
  /** Gives up attempts to connect that are under way: new ones are known to do better. */
  hurry(): void;
  close(): void;
}

/** @param most - connections: the next is opened when the ones before are full */
export function createPool(keep: () => KeptTransport, most: number): Pool {
  const kept: KeptTransport[] = [];
  const queue = new Set<() => void>();
  const streams = () => kept.flatMap(each => each.streams() ?? []);

  function wake() {
    const [first] = queue;
    if (!first) return;
    queue.delete(first);
    first();
  }

  /** There is room for more than one, or whoever was woken did not take it. */
  function passOn() {
    if (streams().some(each => each.room() > 0)) wake();
  }

  function turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const giveUp = () => {
        queue.delete(go);
        reject(signal.reason);
      };
      const go = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      signal.addEventListener('abort', giveUp, { once: true });
      queue.add(go);
    });
  }

  /** Sends on the first with room, if there is one. */
  async function sendOnFirst<T>(
    credential: KubernetesCredential,
    send: (transport: Transport) => Promise<T>,
  ): Promise<{ answer: Promise<T> } | undefined> {
    for (let at = 0; at < most; at += 1) {
      const connection = (kept[at] ??= keep());
      const transport = await connection.open(credential);
      transport.streams.onRoom(wake);
      if (transport.streams.room() <= 0) continue;
      // At once: room that somebody has been told of may be gone in the next turn of the event loop.
      return { answer: send(transport) };
    }
    return undefined;
  }

  return {
    async use<T>(
      credential: KubernetesCredential,
      { signal, onWait }: Waiting,
      send: (transport: Transport) => Promise<T>,
    ) {
      if (queue.size > 0) await wait();
      for (;;) {
        try {
          const sent = await sendOnFirst(credential, transport => {
            signal.throwIfAborted();
            return send(transport);
          });
          if (sent) return sent.answer;
        } finally {
          passOn();
        }
        await wait();
      }

      function wait() {
        onWait?.(streams().reduce((sum, { open }) => sum + open, 0));
        return turn(signal);
      }
    },
    hurry: () => kept.forEach(each => each.hurry()),
    close: () => kept.forEach(each => each.close()),
  };
}
