import type { TopicRequest } from '@paddock/backstage-plugin-paddock-common';
import type { LiveApi, Watch } from './liveApi';
import type { Link, LiveEvent, OnEvent } from './link';
import {
  applyFrame,
  forgotten,
  markBack,
  markLost,
  waiting,
  type TopicFrame,
  type TopicState,
} from './topicState';

interface Entry {
  request: TopicRequest;
  state: TopicState;
  listeners: Set<() => void>;
  ending?: ReturnType<typeof setTimeout>;
}

/** A page that is replaced by the next one often asks for the same topic again. */
const lingerMs = 300;

/** Everything that this tab shows live. Knows no React. */
export class LiveStore implements LiveApi {
  private readonly entries = new Map<string, Entry>();
  private readonly link: Link;
  private count = 0;
  private awake = true;

  /** `tab` is unlike any other tab's, and so are the topic ids made with it. */
  constructor(
    connect: (onEvent: OnEvent) => Link,
    private readonly tab: string,
  ) {
    this.link = connect(event => this.receive(event));
  }

  watch<Item, Meta>(
    topic: string,
    params: Record<string, unknown>,
  ): Watch<TopicState<Item, Meta>> {
    const key = JSON.stringify([topic, params]);
    return {
      get: () =>
        (this.entries.get(key)?.state ?? waiting) as TopicState<Item, Meta>,
      subscribe: listener => {
        const entry = this.entries.get(key) ?? this.add(key, topic, params);
        clearTimeout(entry.ending);
        entry.listeners.add(listener);
        return () => this.release(key, entry, listener);
      },
    };
  }

  /** Closes the stream while nobody looks at this tab. */
  setAwake(awake: boolean) {
    if (this.awake === awake) return;
    this.awake = awake;
    if (!awake) {
      const since = new Date().toISOString();
      this.change(state => markLost(state, since, 'This window was hidden.'));
    }
    this.sync();
  }

  private add(key: string, topic: string, params: Record<string, unknown>) {
    const request = { id: `${this.tab}_${(this.count += 1)}`, topic, params };
    const entry: Entry = { request, state: waiting, listeners: new Set() };
    this.entries.set(key, entry);
    this.sync();
    return entry;
  }

  private release(key: string, entry: Entry, listener: () => void) {
    entry.listeners.delete(listener);
    if (entry.listeners.size > 0) return;
    entry.ending = setTimeout(() => {
      this.entries.delete(key);
      this.sync();
    }, lingerMs);
  }

  private sync() {
    const entries = this.awake ? [...this.entries.values()] : [];
    this.link.want(entries.map(entry => entry.request));
  }

  private receive(event: LiveEvent) {
    switch (event.type) {
      case 'up':
        this.change(state => markBack(state, event.at));
        break;
      case 'down':
        this.change(state => markLost(state, event.since, event.reason));
        break;
      case 'forget':
        for (const entry of this.entries.values()) {
          entry.request = { ...entry.request, resume: undefined };
        }
        this.change(() => forgotten);
        this.sync();
        break;
      default:
        if ('id' in event.frame) this.apply(event.frame);
    }
  }

  private apply(frame: TopicFrame) {
    for (const entry of this.entries.values()) {
      if (entry.request.id !== frame.id) continue;
      const { request } = entry;
      if ('cursor' in frame) {
        entry.request = { ...request, resume: frame.cursor };
      } else if (frame.type !== 'reach') {
        entry.request = { ...request, resume: undefined };
      }
      const at = new Date().toISOString();
      this.set(entry, applyFrame(entry.state, frame, at));
      return;
    }
  }

  private change(to: (state: TopicState) => TopicState) {
    for (const entry of this.entries.values()) this.set(entry, to(entry.state));
  }

  private set(entry: Entry, state: TopicState) {
    if (state === entry.state) return;
    entry.state = state;
    for (const listener of [...entry.listeners]) listener();
  }
}
