import type {
  Frame,
  TopicRequest,
} from '@paddock/backstage-plugin-paddock-common';

/** What a link tells the store. Instants are ISO 8601. */
export type LiveEvent =
  | { type: 'frame'; frame: Frame }
  | { type: 'up'; at: string }
  | { type: 'down'; since: string; reason: string }
  /** Somebody else has signed in: nothing of what is known may stay. */
  | { type: 'forget' };

export type OnEvent = (event: LiveEvent) => void;

/** A way to the portal's stream: an own connection, or a share of another tab's. */
export interface Link {
  /** Replaces the topics that are followed; none of them closes the stream. */
  want(topics: TopicRequest[]): void;
}
