import { z } from 'zod';
import { requestStates } from './lifecycle';
import type { RequestLine } from './page';
import { ref, requestKinds, text } from './spec';

export const requestScopes = ['mine', 'team', 'waiting', 'all'] as const;
export const requestSortKeys = [
  'updatedAt',
  'createdAt',
  'name',
  'state',
] as const;

/** Parameters of the topic `requests` and of `GET /requests`. */
export const requestQuerySchema = z.strictObject({
  /** Mine, my teams', those that wait for my decision, or (administrators) all. */
  scope: z.enum(requestScopes).default('team'),
  kind: z.array(z.enum(requestKinds)).max(3).default([]),
  state: z.array(z.enum(requestStates)).max(10).default([]),
  component: ref.optional(),
  text: text(200)
    .default('')
    .describe('Matched literally, in lower case, against name and namespace'),
  sort: z.enum(requestSortKeys).default('updatedAt'),
  order: z.enum(['asc', 'desc']).default('desc'),
  offset: z.number().int().min(0).max(1_000_000).default(0),
  limit: z.number().int().min(1).max(200).default(50),
});
export type RequestQuery = z.infer<typeof requestQuerySchema>;

/** Answer of `GET /requests`. */
export interface RequestList {
  items: RequestLine[];
  matching: number;
  /** How many wait for this person's decision. */
  waitingForMe: number;
}
