import { z } from 'zod';

/** What can be asked for. */
export const requestKinds = ['namespace', 'secret', 'volume'] as const;
export type RequestKind = (typeof requestKinds)[number];

/** The words of the portal for where a request is in its life. */
export const requestStates = [
  'draft',
  'checking',
  'waiting',
  'making',
  'attention',
  'live',
  'removing',
  'withdrawn',
  'rejected',
  'expired',
  'removed',
] as const;
export type RequestState = (typeof requestStates)[number];

/** A request in one of these never changes again. */
export const finalStates = [
  'withdrawn',
  'rejected',
  'expired',
  'removed',
] as const satisfies readonly RequestState[];

export const environments = ['development', 'testing', 'production'] as const;
export type Environment = (typeof environments)[number];

/** Kubernetes' own ClusterRoles for people; nothing beyond them is ever bound. */
export const memberRoles = ['view', 'edit'] as const;
export const accessModes = [
  'ReadWriteOnce',
  'ReadWriteOncePod',
  'ReadWriteMany',
  'ReadOnlyMany',
] as const;
export type AccessMode = (typeof accessModes)[number];

const text = (max: number) => z.string().max(max);
const ref = text(320).min(3);

// Shapes and sizes only: what a value means is judged by `problemsOf`, which answers in words.
const common = {
  cluster: text(253).min(1),
  /** Catalog ref of the owning group: `group:default/team-payments`. Never a person. */
  team: ref,
  /** Why it is wanted, for whoever approves. */
  purpose: text(500).default(''),
  /** Catalog ref of the component that uses it. */
  component: ref.optional(),
  /** Days until it expires, from the approval on; without it, it stays until it is removed. */
  days: z.number().optional(),
};

export const quotaSchema = z.strictObject({
  /** Kubernetes quantities: `4`, `500m`. */
  cpu: text(40),
  /** `8Gi` */
  memory: text(40),
  /** Of all claims together. */
  storage: text(40),
  pods: z.number().int(),
});

export const namespaceSpecSchema = z.strictObject({
  kind: z.literal('namespace'),
  ...common,
  name: text(253),
  environment: z.enum(environments),
  quota: quotaSchema,
  podSecurity: text(40).default('restricted'),
  /** Who else may look or work there; the owning team may edit. */
  members: z
    .array(z.strictObject({ group: text(320), role: text(100) }))
    .max(20)
    .default([]),
});

export const secretSpecSchema = z.strictObject({
  kind: z.literal('secret'),
  ...common,
  namespace: text(253),
  name: text(253),
  /** The service account whose pods may read it. */
  serviceAccount: text(253),
  /** Make that service account too; without it, it is one that is there or comes with the workload. */
  makeServiceAccount: z.boolean().optional(),
  /** Names of the keys that it is going to hold, e.g. `DB_PASSWORD`; never values. */
  keys: z.array(text(253)).max(50).default([]),
});

export const volumeSpecSchema = z.strictObject({
  kind: z.literal('volume'),
  ...common,
  namespace: text(253),
  name: text(253),
  /** A Kubernetes quantity: `20Gi`. */
  size: text(40),
  storageClass: text(253),
  accessMode: text(40),
  /** Keep the data when the claim is deleted. */
  retain: z.boolean().default(false),
  /** The VolumeSnapshot of the same namespace that it begins with. */
  fromSnapshot: text(253).optional(),
});

export const requestSpecSchema = z.discriminatedUnion('kind', [
  namespaceSpecSchema,
  secretSpecSchema,
  volumeSpecSchema,
]);

export type Quota = z.infer<typeof quotaSchema>;
export type NamespaceSpec = z.infer<typeof namespaceSpecSchema>;
export type SecretSpec = z.infer<typeof secretSpecSchema>;
export type VolumeSpec = z.infer<typeof volumeSpecSchema>;
export type RequestSpec = z.infer<typeof requestSpecSchema>;

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
 * Everything that an approval brings about, in the order in which it is made. The engine makes exactly what is written
 * here; the approval is bound to its hash.
 */
export interface Effects {
  objects: EffectObject[];
  vault: VaultEffect[];
}

/** Amounts in base units: CPU in thousandths of a core, memory and storage in bytes. */
export interface Amounts {
  cpuMilli: number;
  memoryBytes: number;
  storageBytes: number;
  pods: number;
}

/** A team's budget for its namespaces, what of it is granted, and what would be after this request. */
export interface BudgetLook {
  team: string;
  budget: Amounts;
  granted: Amounts;
  after: Amounts;
}

/** What the rules say to a request. Sentences are for people. */
export type Verdict =
  | { say: 'automatic'; because: string }
  | {
      say: 'approval';
      because: string[];
      /** Catalog refs of the groups whose members may approve. */
      approvers: string[];
    }
  | {
      say: 'no';
      because: string[];
      /** The cheapest change that would make it possible, where one is known. */
      instead?: string;
    };

/** One field that cannot be as it is: `path` is `quota.cpu`; answered with 422. */
export interface Problem {
  path: string;
  message: string;
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

/** What a person is shown before they submit, and an approver before they decide. Answer of `POST /requests/check`. */
export interface Check {
  problems: Problem[];
  verdict: Verdict;
  effects: Effects;
  dryRun: DryRun[];
  budget?: BudgetLook;
  /** SHA-256, in hex, of the canonical JSON of specification and effects. */
  hash: string;
}

export const timelineKinds = [
  'asked',
  'edited',
  'checked',
  'approved',
  'rejected',
  'withdrawn',
  'comment',
  'made',
  'waits',
  'attention',
  'proven',
  'value-written',
  'drift',
  'mended',
  'expiry-warning',
  'expired',
  'removing',
  'removed',
  'offered',
  'offer-ended',
  'handed-over',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** One line of a request's story. `seq` grows over all requests. */
export interface TimelineEntry {
  seq: number;
  /** ISO 8601. */
  at: string;
  kind: TimelineKind;
  /** Catalog ref of the person; absent where the portal acted by itself. */
  by?: string;
  revision: number;
  /** A sentence, or the comment. */
  text: string;
}

/** Something observed that shows that the request is what it should be. */
export interface Proof {
  /** `service account reads its path and no other` */
  what: string;
  outcome: 'proven' | 'failed' | 'open';
  detail: string;
  /** ISO 8601; when it was last looked at. */
  at: string;
}

/** One line of the lists. */
export interface RequestLine {
  id: string;
  kind: RequestKind;
  cluster: string;
  /** The namespace that it lies in; for a namespace, its own name. */
  namespace: string;
  name: string;
  team: string;
  component?: string;
  state: RequestState;
  /** Counted from 1; each edit and each change is one more. */
  revision: number;
  /** The revision that is, or is being, made. Smaller than `revision` while a change waits. */
  approvedRevision?: number;
  requestedBy: string;
  createdAt: string;
  updatedAt: string;
  expiresAt?: string;
  /** What it waits for: "Vault, which is sealed". */
  waitsFor?: string;
  /** Why it needs a person. */
  attention?: string;
  /** The team that it is to be handed over to, once a member of that team accepts it. */
  offer?: {
    /** Catalog ref. */
    team: string;
    /** Catalog ref of whoever offers it. */
    by: string;
    /** ISO 8601; it lapses then. */
    until: string;
  };
}

/** Acts on a request. Each is either possible for whoever asks, or says why not. */
export const requestActs = [
  'edit',
  'approve',
  'reject',
  'withdraw',
  'change',
  'remove',
  'handOver',
  'accept',
  'decline',
  'writeValue',
  'comment',
  'retry',
] as const;
export type RequestAct = (typeof requestActs)[number];

/** Answer of `GET /requests/:id`. */
export interface RequestPage extends RequestLine {
  spec: RequestSpec;
  /** What is in force, while a change waits. */
  liveSpec?: RequestSpec;
  verdict: Verdict;
  effects: Effects;
  dryRun: DryRun[];
  budget?: BudgetLook;
  hash: string;
  decidedBy?: string;
  timeline: TimelineEntry[];
  proofs: Proof[];
  /** Of secrets: what a workload's manifest needs to get it, as YAML. */
  snippet?: string;
  may: Record<RequestAct, true | string>;
}

/** What Vault tells about a secret: never a value. */
export interface SecretVersions {
  /** `secret/paddock/prod-1/payments/apps/db` */
  path: string;
  current: number;
  versions: Array<{ version: number; createdAt: string; deletedAt?: string }>;
}

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
  state: z.array(z.enum(requestStates)).max(11).default([]),
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

/** What is known of a storage class, for whoever chooses one. */
export interface StorageClassFacts {
  name: string;
  accessModes: AccessMode[];
  allowExpansion: boolean;
  /** Whether anything serves this class now. */
  provisionerRuns: boolean;
  /** Whether the data is still there when a node is gone for good. */
  survivesNodeLoss?: boolean;
}
