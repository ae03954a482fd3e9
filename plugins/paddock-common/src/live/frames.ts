import { z } from 'zod';
import type { ControlFrame } from './schemas';

export const topicRequestSchema = z.strictObject({
  /** Chosen by the browser; frames carry it back. */
  id: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
  topic: z.string().regex(/^[a-z][a-z-]{0,63}$/),
  params: z.record(z.string(), z.unknown()),
  /** The cursor of the last frame seen, to go on from there. */
  resume: z.string().max(256).optional(),
});

/** Body of `POST /api/paddock/live`: one stream for everything that a tab shows. */
export const liveRequestSchema = z.strictObject({
  topics: z.array(topicRequestSchema).min(1).max(50),
});

export type TopicRequest = z.infer<typeof topicRequestSchema>;
export type LiveRequest = z.infer<typeof liveRequestSchema>;

/** What the stream carries, one JSON object a server-sent event. `id` is the topic request's. */
export type Frame<Item = unknown, Meta = unknown> =
  /** Replaces everything known of this topic. */
  | {
      type: 'snapshot';
      id: string;
      cursor: string;
      items: Array<[string, Item]>;
      meta?: Meta;
    }
  | {
      type: 'delta';
      id: string;
      cursor: string;
      changed: Array<[string, Item]>;
      gone: string[];
      meta?: Meta;
    }
  | ControlFrame;
