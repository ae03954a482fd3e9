import type { TopicRequest } from '@paddock/backstage-plugin-paddock-common';
import type { Link, OnEvent } from './link';
import type { OpenStream } from './openStream';

interface PersonalLinkOptions {
  /** The entity ref of the signed-in person, as of now. */
  identify: () => Promise<string>;
  open: OpenStream;
  /** Makes the link of this person. */
  linkFor: (person: string, open: OpenStream, onEvent: OnEvent) => Link;
  onEvent: OnEvent;
}

/** Asking who is signed in has failed; asked again after this. */
const askAgainMs = 5_000;

/** Follows who is signed in: what one person sees never reaches the next one in the same browser. */
export class PersonalLink implements Link {
  private topics: TopicRequest[] = [];
  private link: Link | undefined;
  private asking = false;

  constructor(private readonly options: PersonalLinkOptions) {}

  want(topics: TopicRequest[]) {
    this.topics = topics;
    if (this.link) this.link.want(topics);
    else if (topics.length > 0 && !this.asking) void this.begin();
  }

  private async begin() {
    const { identify, onEvent } = this.options;
    this.asking = true;
    try {
      const person = await identify();
      this.link = this.linkOf(person);
      this.link.want(this.topics);
    } catch {
      onEvent({
        type: 'down',
        since: new Date().toISOString(),
        reason: 'The portal cannot tell who is signed in.',
      });
      setTimeout(() => this.want(this.topics), askAgainMs);
    } finally {
      this.asking = false;
    }
  }

  private linkOf(person: string): Link {
    const { identify, open, linkFor, onEvent } = this.options;
    let current = true;
    const openAs: OpenStream = async (topics, signal) => {
      if ((await identify()) !== person) {
        current = false;
        this.startOver();
        throw new Error('Somebody else has signed in');
      }
      return open(topics, signal);
    };
    return linkFor(person, openAs, event => {
      if (current) onEvent(event);
    });
  }

  private startOver() {
    this.link?.want([]);
    this.link = undefined;
    this.options.onEvent({ type: 'forget' });
  }
}
