import type { TopicRequest } from '@paddock/backstage-plugin-paddock-common';
import type { Link, LiveEvent, OnEvent } from './link';

interface SwitchboardOptions {
  connect: (onEvent: OnEvent) => Link;
  deliver: (tab: string | 'all', event: LiveEvent) => void;
  /** Calls back once when that tab no longer exists. */
  whenGone: (tab: string, then: () => void, signal: AbortSignal) => void;
}

/** The portal serves this many topics on one stream. */
const mostTopics = 50;

/** Puts the topics of several tabs on one connection, and its frames back to them. Topic ids are unlike over all tabs. */
export class Switchboard {
  private readonly wants = new Map<string, TopicRequest[]>();
  private readonly owners = new Map<string, string>();
  private readonly link: Link;
  private readonly closed = new AbortController();

  constructor(private readonly options: SwitchboardOptions) {
    this.link = options.connect(event => this.route(event));
  }

  want(tab: string, topics: TopicRequest[]) {
    const isNew = !this.wants.has(tab);
    if (topics.length > 0) this.wants.set(tab, topics);
    else this.wants.delete(tab);
    if (isNew && topics.length > 0) {
      const { signal } = this.closed;
      this.options.whenGone(tab, () => this.want(tab, []), signal);
    }
    this.update();
  }

  close() {
    this.closed.abort();
    this.link.want([]);
  }

  private update() {
    if (this.closed.signal.aborted) return;
    const all: TopicRequest[] = [];
    this.owners.clear();
    for (const [tab, topics] of this.wants) {
      if (all.length + topics.length > mostTopics) {
        this.refuse(tab);
        continue;
      }
      all.push(...topics);
      for (const { id } of topics) this.owners.set(id, tab);
    }
    this.link.want(all);
  }

  private refuse(tab: string) {
    this.options.deliver(tab, {
      type: 'down',
      since: new Date().toISOString(),
      reason: `More than ${mostTopics} live views are open in this browser. Close some of its windows to see this one live.`,
    });
  }

  private route(event: LiveEvent) {
    if (this.closed.signal.aborted) return;
    if (event.type !== 'frame' || !('id' in event.frame)) {
      this.options.deliver('all', event);
      return;
    }
    const owner = this.owners.get(event.frame.id);
    if (owner) this.options.deliver(owner, event);
  }
}
