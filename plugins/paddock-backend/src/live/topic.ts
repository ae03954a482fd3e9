import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { ZodType } from 'zod';
import type { Person } from '../person';
import type { Origin, Right } from './origin';
import type { Area, Scope } from './scope';
import type { Source } from './source';

/** Who looks, as the portal and as each cluster may know them. */
export interface Caller {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  person: Person;
}

/**
 * Whose answer a view is: `anybody` where equal rights see the same, or the person, where who they are, or which groups
 * they are in, decides about any of it.
 */
export type Viewer = 'anybody' | Pick<Person, 'userRef' | 'groupRefs'>;

/** What one request is about, before it is known how much of it the caller may see. */
export interface Subject {
  /** With the viewer and the scope, this decides everything that is in the view. */
  key: string;
  viewer: Viewer;
  /** Where its rows come from, now. */
  origins(): Origin[];
  /** Where its rows are, now. */
  areas(): Area[];
  /** Called when areas() or origins() may have changed. Returns its stop. */
  onAreas(listener: () => void): () => void;
  /** Areas that the caller named, or may read of elsewhere: only of these a refusal may speak. */
  named(): Area[];
  /** The rights that each row of an area rests on; the namespace is filled in. */
  rights(what: string): Right[];
  source(scope: Scope): Source;
}

/** Something that a stream can carry. Rooms write topics; plugin.ts passes them in. */
export interface Topic<Params = unknown> {
  name: string;
  permission: BasicPermission;
  params: ZodType<Params>;
  /** @throws InputError or NotFoundError, whose message is then the reason of a refused topic. */
  resolve(params: Params, caller: Caller): Promise<Subject>;
}

/** Checks a topic's type where it is written, and forgets its parameters' type. */
export function defineTopic<Params>(topic: Topic<Params>): Topic {
  return topic as Topic;
}
