import type { EffectObject } from '@paddock/backstage-plugin-paddock-common';

/** An object as the cluster has it, without `managedFields`. */
export interface Present {
  uid: string;
  resourceVersion: string;
  /** ISO 8601, once it is being deleted. */
  deletedAt?: string;
  object: EffectObject;
}

/** Which object; the rest of it is not looked at. */
export interface ObjectRef {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
}

export type Created =
  | { state: 'created'; found: Present }
  | { state: 'exists' };

export type Applied =
  | { state: 'applied'; found: Present }
  /** Others own fields that would change; `message` is the cluster's own, and names the fields. */
  | { state: 'conflict'; managers: string[]; message: string }
  /** It is no longer what it was: changed, gone, or another one of this name. */
  | { state: 'stale' };

export type Tried =
  /** The object as it would be. */
  | { state: 'accepted'; object: EffectObject }
  | { state: 'conflict'; managers: string[]; message: string }
  /** `message` is the cluster's own. */
  | { state: 'refused'; status: number; message: string };

/** `replaced`: another object of this name is there, with another uid. */
export type Removed = 'gone' | 'leaving' | 'replaced';

/** What goes along with a write. */
export interface Act {
  signal?: AbortSignal;
  /** Called directly before each attempt is sent; what it throws ends the request unsent. */
  beforeSend?: () => void;
}

/**
 * Writes to one cluster as the portal itself, for what has been approved. Every kind that the cluster serves is found by
 * discovery. Answers that are expected are values.
 *
 * @throws KubeError for what the cluster refuses, Unreachable when nobody answers, Misconfigured when it cannot be asked
 */
export interface Provision {
  get(ref: ObjectRef, act?: Act): Promise<Present | undefined>;
  /** All pages. Undefined where the cluster does not serve the kind. */
  list(
    kind: Pick<ObjectRef, 'apiVersion' | 'kind'>,
    where: { labelSelector: string; namespace?: string },
    act?: Act,
  ): Promise<Present[] | undefined>;
  /** Only if there is none of this name. */
  create(object: EffectObject, act?: Act): Promise<Created>;
  /** Server-side apply as field manager `paddock`, without force, on top of exactly this version. */
  apply(
    object: EffectObject,
    on: Pick<Present, 'uid' | 'resourceVersion'>,
    act?: Act,
  ): Promise<Applied>;
  /** Deletes exactly the object with this uid. With `foreground`, it stays until what belongs to it is gone. */
  remove(
    ref: ObjectRef,
    which: { uid: string; foreground?: boolean },
    act?: Act,
  ): Promise<Removed>;
  /** What the cluster would make of it, new or changed; nothing is kept. */
  dryRun(object: EffectObject, act?: Act): Promise<Tried>;
  /** Has a dry run of a creation only: for what the portal may try and not make, like pods. */
  dryRunCreate(object: EffectObject, act?: Act): Promise<Tried>;
  /** Whether the cluster's RBAC lets the portal itself apply such an object. */
  mayApply(object: ObjectRef): Promise<boolean>;
  /** A token of a service account (TokenRequest). It is a secret. */
  token(
    of: {
      namespace: string;
      serviceAccount: string;
      audience: string;
      seconds: number;
    },
    act?: Act,
  ): Promise<string>;
  /** Has the persistent volume of this claim kept when the claim is deleted. `foreign`: it is not this claim's. */
  retain(
    of: { volume: string; claimUid: string },
    act?: Act,
  ): Promise<'retained' | 'already' | 'foreign' | 'absent'>;
}
