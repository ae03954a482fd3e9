import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Reach } from '@paddock/backstage-plugin-paddock-common';
import type { RequestStore } from '../store/store';

/** How often the changes of other replicas are looked for, while somebody watches. */
const pollMs = 1_000;

/** Which requests have changed, here or in another replica. */
export interface Changes {
  /** `ids` is undefined where it is not known which. Returns its stop. */
  subscribe(
    listener: (ids: ReadonlySet<string> | undefined) => void,
  ): () => void;
  /** Whether the table can be read. */
  reach(): Reach;
  /** Called when reach() has changed. Returns its stop. */
  onReach(listener: () => void): () => void;
  stop(): void;
}

interface Parts {
  store: Pick<RequestStore, 'onChange' | 'lastSeq' | 'changedSince'>;
  logger: LoggerService;
  /** Milliseconds. */
  every?: number;
  now?: () => Date;
}

/** A failure says how long the last picture has been standing still. */
function createReach(now: () => Date) {
  const listeners = new Set<() => void>();
  let reach: Reach = { state: 'live' };
  function become(next: Reach) {
    if (next.state === reach.state) return;
    reach = next;
    for (const listener of [...listeners]) listener();
  }
  return {
    now: () => reach,
    good: () => become({ state: 'live' }),
    bad: () =>
      become({
        state: 'stale',
        since: now().toISOString(),
        reason: 'The portal cannot read its database.',
      }),
    listen(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Follows the store's changes. Nothing is asked of the database while nobody watches. */
export function followChanges(parts: Parts): Changes {
  const { store, logger, every = pollMs, now = () => new Date() } = parts;
  const listeners = new Set<(ids: ReadonlySet<string> | undefined) => void>();
  const reach = createReach(now);
  let seq: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  /** A look that began before everybody left must not go on after somebody came back. */
  let round = 0;

  const tell = (ids?: ReadonlySet<string>) => {
    for (const listener of [...listeners]) listener(ids);
  };

  async function look(): Promise<void> {
    if (seq === undefined) {
      seq = await store.lastSeq();
      // What was read before this is perhaps older.
      tell();
      return;
    }
    const changed = await store.changedSince(seq);
    seq = changed.seq;
    if (changed.ids.length > 0) tell(new Set(changed.ids));
  }

  async function poll(mine: number) {
    try {
      await look();
      if (mine === round) reach.good();
    } catch (error) {
      if (mine === round && reach.now().state === 'live') {
        logger.warn(`Changes of requests cannot be read: ${error}`);
        reach.bad();
      }
    }
    if (mine !== round) return;
    timer = setTimeout(poll, every, mine);
    timer.unref();
  }

  const stopOwn = store.onChange(id => tell(new Set([id])));

  function rest() {
    round += 1;
    clearTimeout(timer);
    seq = undefined;
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) void poll(round);
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) rest();
      };
    },
    reach: reach.now,
    onReach: reach.listen,
    stop() {
      rest();
      listeners.clear();
      stopOwn();
    },
  };
}
