import { z } from 'zod';

/** How far a cluster's picture can be trusted. A cluster that is away is a normal state, not an error. */
export type Reach =
  | { state: 'syncing' }
  | { state: 'live' }
  /** The last known picture stays; `since` is an ISO 8601 instant. */
  | { state: 'stale'; since: string; reason: string }
  /** The cluster answers, but refuses the portal itself (401, 403). */
  | { state: 'refused'; reason: string };

/** A right in the cluster that a person lacks, in Kubernetes' own terms. */
export interface MissingRight {
  cluster: string;
  namespace?: string;
  verb: string;
  /** With its API group, as `kubectl auth can-i` takes it: `deployments.apps`. */
  resource: string;
}

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
  /** The whole state of all clusters that this topic draws on; sent with the snapshot and on each change. */
  | { type: 'reach'; id: string; clusters: Record<string, Reach> }
  /** Rights are missing, or were taken away: what was shown must be removed. `reason` where it is neither a right nor a permission. */
  | { type: 'denied'; id: string; missing: MissingRight[]; reason?: string }
  /** These clusters could not be asked what the person may see, and of others there is nothing: what was shown must be removed. */
  | { type: 'unknown'; id: string; clusters: Record<string, Reach> }
  /** This topic cannot be served: a wrong parameter, or an entity that is not there. The others go on. */
  | { type: 'refused'; id: string; reason: string }
  /** Sent every 15 s, so that both sides notice a dead connection. */
  | { type: 'beat' }
  /** The stream ends on purpose; open it again, with a fresh token where it says so. */
  | { type: 'bye'; reason: 'token-expires' | 'shutdown' | 'too-slow' };
