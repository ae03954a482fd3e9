import type { Reach } from '@paddock/backstage-plugin-paddock-common';
import type { Person } from '../person';

/** What has to be allowed, in the terms of whoever decides about it. */
export interface Right {
  verb: string;
  /** Empty for the core API group. */
  group: string;
  resource: string;
  /** Undefined asks for all namespaces. */
  namespace?: string;
}

/** What one person may see of an origin. */
export interface Access {
  /** Equal for equal identities. What was answered to one identity says nothing about another. */
  readonly identity: string;
  /** @throws where neither a yes nor a no can be had: nothing may be shown then */
  may(right: Right): Promise<boolean>;
}

/** Where rows come from, such as a cluster: it decides who may see them, and says how current they are. */
export interface Origin {
  readonly name: string;
  freshness(): Reach;
  /** Returns its stop. */
  onFreshness(listener: () => void): () => void;
  /** Undefined for a person whom it does not know. */
  accessOf(person: Person): Access | undefined;
  /** Called when any answer of `may` may have changed. Returns its stop. */
  onAccessChanged(listener: () => void): () => void;
}
