import type { TopicRequest } from '@paddock/backstage-plugin-paddock-common';
import type { Link, LiveEvent, OnEvent } from './link';
import { Switchboard } from './Switchboard';

/** What tabs say to one another. `leader` is the tab that holds the connection. */
type Message =
  | { type: 'want'; tab: string; topics: TopicRequest[] }
  | { type: 'who'; leader: string }
  | { type: 'event'; leader: string; tab: string | 'all'; event: LiveEvent };

/** What a share needs of the browser. */
export interface SharedLinkOptions {
  /** The same in all tabs that may share: it names the signed-in person. */
  name: string;
  /** Unlike any other tab's. */
  tab: string;
  locks: LockManager;
  channel: BroadcastChannel;
  /** Opens this tab's own connection; used while it leads. */
  connect: (onEvent: OnEvent) => Link;
  onEvent: OnEvent;
}

/** A leader lets hear of itself at least every 40 s, even while the portal is away. */
const silenceMs = 60_000;

/**
 * One connection for all tabs of a person: browsers allow six an origin. The
 * tab that holds the lock leads; when it closes, hides or dies the browser
 * hands the lock to the next one, which asks the others what they want.
 */
export class SharedLink implements Link {
  private topics: TopicRequest[] = [];
  private membership: AbortController | undefined;
  private board: Switchboard | undefined;
  private leader: string | undefined;
  private watch: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: SharedLinkOptions) {
    options.channel.addEventListener('message', message =>
      this.receive(message.data as Message),
    );
  }

  want(topics: TopicRequest[]) {
    this.topics = topics;
    if (topics.length > 0 && !this.membership) this.join();
    else if (topics.length === 0) this.leave();
    else this.tell();
  }

  private join() {
    const membership = new AbortController();
    this.membership = membership;
    this.hear();
    const { locks, name, tab } = this.options;
    // The leader waits for this lock to learn that this tab is gone.
    void locks.request(`${name} tab ${tab}`, async () => {
      if (membership.signal.aborted) return;
      this.tell();
      await aborted(membership.signal);
    });
    void this.compete(membership.signal, false);
  }

  private leave() {
    this.membership?.abort();
    this.membership = undefined;
    this.leader = undefined;
    clearTimeout(this.watch);
    this.tell();
  }

  /** Says to the leader, whoever it is, what this tab wants. */
  private tell() {
    const { tab } = this.options;
    if (this.board) this.board.want(tab, this.topics);
    else this.post({ type: 'want', tab, topics: this.topics });
  }

  private async compete(signal: AbortSignal, steal: boolean) {
    const options = steal ? { steal } : { signal };
    try {
      await this.options.locks.request(
        `${this.options.name} leader`,
        options,
        () => this.lead(signal),
      );
    } catch {
      // Stolen, because the others heard nothing: this tab may well live.
      this.follow();
      if (!signal.aborted) await this.compete(signal, false);
    }
  }

  private async lead(signal: AbortSignal) {
    if (signal.aborted) return;
    const { tab, locks, name, connect, onEvent } = this.options;
    clearTimeout(this.watch);
    const board = new Switchboard({
      connect,
      whenGone: (each, then, ended) => {
        if (each !== tab) onceFree(locks, `${name} tab ${each}`)(then, ended);
      },
      deliver: (to, event) => {
        if (to === tab || to === 'all') onEvent(event);
        if (to !== tab)
          this.post({ type: 'event', leader: tab, tab: to, event });
      },
    });
    this.board = board;
    this.leader = tab;
    this.post({ type: 'who', leader: tab });
    board.want(tab, this.topics);
    await aborted(signal);
    this.follow();
  }

  private follow() {
    this.board?.close();
    this.board = undefined;
    this.leader = undefined;
    if (this.membership) this.hear();
  }

  private receive(message: Message) {
    const { tab, onEvent } = this.options;
    if (message.type === 'want') {
      this.board?.want(message.tab, message.topics);
      return;
    }
    if (!this.membership || this.board) return;
    this.leader ??= message.leader;
    if (message.type === 'who') {
      this.leader = message.leader;
      this.hear();
      this.tell();
    } else if (message.leader === this.leader) {
      this.hear();
      if (message.tab === tab || message.tab === 'all') onEvent(message.event);
    }
  }

  /** Starts anew to wait for the leader's next word; a leader that hangs is replaced. */
  private hear() {
    clearTimeout(this.watch);
    const signal = this.membership?.signal;
    if (!signal) return;
    this.watch = setTimeout(() => {
      if (!this.board) void this.compete(signal, true);
    }, silenceMs);
  }

  private post(message: Message) {
    this.options.channel.postMessage(message);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve());
  });
}

/** A tab's lock frees itself when the tab closes, hides or dies. */
function onceFree(locks: LockManager, name: string) {
  return (then: () => void, signal: AbortSignal) => {
    locks.request(name, { signal }, then).catch(() => {
      // Nobody waits for it any more.
    });
  };
}
