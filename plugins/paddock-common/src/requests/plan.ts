/** A Kubernetes object, as far as the portal looks at it. */
export interface EffectObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  [field: string]: unknown;
}

/** What is written to Vault. Never a value. */
export type VaultEffect =
  | { type: 'policy'; name: string; text: string }
  | {
      type: 'role';
      /** The Kubernetes auth mount of the cluster. */
      mount: string;
      name: string;
      serviceAccount: string;
      namespace: string;
      policies: string[];
      audience: string;
      ttlSeconds: number;
    }
  /** A KV v2 path, without mount and `data/`, with whom it belongs to in its custom metadata. */
  | {
      type: 'path';
      mount: string;
      path: string;
      owner: Record<string, string>;
    };

/**
 * Everything that an approval brings about, in the order in which it is made. The reconciler makes exactly what is written
 * here; the approval is bound to its hash.
 */
export interface Effects {
  objects: EffectObject[];
  vault: VaultEffect[];
}

/** How a dry run on the cluster went for one object. */
export interface DryRun {
  object: string;
  outcome:
    | { state: 'accepted' }
    /** `message` is the cluster's own. */
    | { state: 'refused'; message: string }
    /** It could not be tried as it will be; why, and what was tried instead. */
    | { state: 'partly'; message: string };
}
