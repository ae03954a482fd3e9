import { z } from 'zod';
import type { Reach } from '../live/schemas';
import type { Amounts } from './check';
import type { RequestKind, StorageClassFacts } from './spec';
import type { RequestList } from './query';
import type { RequestState } from './lifecycle';
import type { VaultEffect } from './plan';

/** What the topic `requests` says about its rows as a whole; the rows are `RequestLine`s by id. */
export interface RequestWindow extends Omit<RequestList, 'items'> {
  /** Ids of the rows, in their order. */
  order: string[];
  offset: number;
}

export const requestIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,64}$/, 'is no id of a request');

/** Parameters of the topic `request`, whose only row is the `RequestPage`, by the request's id. */
export const requestTopicSchema = z.strictObject({
  id: requestIdSchema,
});

/** What a person may choose from when they ask. Answer of `GET /requests/options`. */
export interface RequestOptions {
  clusters: Array<{
    name: string;
    title?: string;
    reach: Reach;
    storageClasses: StorageClassFacts[];
    /** Why secrets made for this cluster have to wait now; absent when they do not. */
    vaultWaitsFor?: string;
  }>;
  /** Of the person, with what their namespaces may take together. */
  teams: Array<{ team: string; budget: Amounts; granted: Amounts }>;
  /** Where the person may ask for secrets and volumes. */
  namespaces: Array<{ cluster: string; namespace: string; team?: string }>;
}

/** What a removal would take away. Answer of `GET /requests/:id/removal`. */
export interface RemovalLook {
  /** In the order in which they would go; `foreign` ones are left where they are. */
  objects: Array<{
    kind: string;
    namespace?: string;
    name: string;
    state: 'ours' | 'gone' | 'foreign';
  }>;
  vault: Array<{ type: VaultEffect['type']; name: string }>;
  /** Of a namespace: the requests in it that end with it, whoever owns them. */
  requests: InsideRequest[];
  /** What else lives in a namespace that would go, and would go with it. */
  others: { pods: number; claims: number };
  users: Users;
}

/** What uses what a request has made. Answer of `GET /requests/:id/users`; hidden from who may not see what runs there. */
export type Users =
  | { items: Array<{ kind: string; name: string }>; more: number }
  | { hidden: true };

/** A request for something in a namespace, as far as whoever owns the namespace has to know of it. */
export interface InsideRequest {
  kind: RequestKind;
  name: string;
  team: string;
  state: RequestState;
}

/** What changes hands with a request. Answer of `GET /requests/:id/hand-over`. */
export interface HandOverLook {
  /** Everything that belongs to the other team afterwards; the request itself comes first. */
  goes: InsideRequest[];
  /** What is not approved yet, and ends. */
  ends: InsideRequest[];
  /** What other teams have there, and keep. */
  stays: InsideRequest[];
  /** What else lives in the namespace, and goes with it. */
  others: { pods: number; claims: number };
  /** SHA-256, in hex, of all that is handed over: an acceptance holds for exactly this. */
  mark: string;
}

/** Something that requests have made and that stands, for the catalog. Row of `GET /requests/resources`. */
export interface RequestResource {
  id: string;
  kind: RequestKind;
  cluster: string;
  namespace: string;
  name: string;
  team: string;
  component?: string;
  /** Of secrets: mount and path in Vault. */
  path?: string;
}
