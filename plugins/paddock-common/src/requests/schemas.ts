import { z } from 'zod';
import { reachSchema } from '../live/schemas';
import { accessModeSchema } from '../storage/schemas';
import { countSchema, instantSchema } from '../values';
import {
  requestActs,
  requestKinds,
  requestSpecSchema,
  requestStates,
  timelineKinds,
} from './model';

/** Catalog ref. */
const ref = z.string().min(3).max(320);
const requestId = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
/** In hex. */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const requestKindSchema = z.enum(requestKinds);

export const requestStateSchema = z.enum(requestStates);

export const effectObjectSchema = z
  .looseObject({
    apiVersion: z.string(),
    /** Whatever holds values is not among them. */
    kind: z.string().regex(/^(?!Secret$)/),
    metadata: z.strictObject({
      name: z.string(),
      namespace: z.string().optional(),
      labels: z.record(z.string(), z.string()).optional(),
      annotations: z.record(z.string(), z.string()).optional(),
    }),
  })
  .describe('A Kubernetes object, as it would be made');

export const vaultEffectSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('policy'),
    name: z.string(),
    text: z.string(),
  }),
  z.strictObject({
    type: z.literal('role'),
    /** The Kubernetes auth mount of the cluster. */
    mount: z.string(),
    name: z.string(),
    serviceAccount: z.string(),
    namespace: z.string(),
    policies: z.array(z.string()),
    audience: z.string(),
    ttlSeconds: z.int(),
  }),
  /** A KV v2 path, without mount and `data/`, with whom it belongs to in its custom metadata. */
  z.strictObject({
    type: z.literal('path'),
    mount: z.string(),
    path: z.string(),
    owner: z.record(z.string(), z.string()),
  }),
]);

export const effectsSchema = z.strictObject({
  objects: z.array(effectObjectSchema),
  vault: z.array(vaultEffectSchema),
});

export const amountsSchema = z
  .strictObject({
    cpuMilli: z.number(),
    memoryBytes: z.number(),
    storageBytes: z.number(),
    pods: z.number(),
  })
  .describe('CPU in thousandths of a core, memory and storage in bytes');

export const budgetLookSchema = z.strictObject({
  team: ref,
  budget: amountsSchema,
  granted: amountsSchema,
  after: amountsSchema,
});

export const verdictSchema = z.discriminatedUnion('say', [
  z.strictObject({
    say: z.literal('automatic'),
    because: z.string(),
  }),
  z.strictObject({
    say: z.literal('approval'),
    because: z.array(z.string()),
    /** Catalog refs of the groups whose members may approve. */
    approvers: z.array(ref),
  }),
  z.strictObject({
    say: z.literal('no'),
    because: z.array(z.string()),
    /** The cheapest change that would make it possible, where one is known. */
    instead: z.string().optional(),
  }),
]);

export const problemSchema = z.strictObject({
  path: z.string(),
  message: z.string(),
});

export const dryRunSchema = z.strictObject({
  object: z.string(),
  outcome: z.discriminatedUnion('state', [
    z.strictObject({
      state: z.literal('accepted'),
    }),
    /** `message` is the cluster's own. */
    z.strictObject({
      state: z.literal('refused'),
      message: z.string(),
    }),
    /** It could not be tried as it will be; why, and what was tried instead. */
    z.strictObject({
      state: z.literal('partly'),
      message: z.string(),
    }),
  ]),
});

export const checkSchema = z.strictObject({
  problems: z.array(problemSchema),
  verdict: verdictSchema,
  effects: effectsSchema,
  dryRun: z.array(dryRunSchema),
  budget: budgetLookSchema.optional(),
  /** SHA-256, in hex, of the canonical JSON of specification and effects. */
  hash: sha256,
});

export const timelineKindSchema = z.enum(timelineKinds);

export const timelineEntrySchema = z.strictObject({
  seq: z.int().min(1),
  at: instantSchema,
  kind: timelineKindSchema,
  /** Catalog ref of the person; absent where the portal acted by itself. */
  by: z.string().optional(),
  revision: z.int().min(1),
  /** A sentence, or the comment. */
  text: z.string(),
});

export const proofSchema = z.strictObject({
  /** `service account reads its path and no other` */
  what: z.string(),
  outcome: z.enum(['proven', 'failed', 'open']),
  detail: z.string(),
  /** ISO 8601; when it was last looked at. */
  at: instantSchema,
});

export const requestLineSchema = z.strictObject({
  id: requestId,
  kind: requestKindSchema,
  cluster: z.string(),
  /** The namespace that it lies in; for a namespace, its own name. */
  namespace: z.string(),
  name: z.string(),
  team: ref,
  component: ref.optional(),
  state: requestStateSchema,
  /** Counted from 1; each edit and each change is one more. */
  revision: z.int().min(1),
  /** The revision that is, or is being, made. Smaller than `revision` while a change waits. */
  approvedRevision: z.int().min(1).optional(),
  requestedBy: ref,
  createdAt: instantSchema,
  updatedAt: instantSchema,
  expiresAt: instantSchema.optional(),
  /** What it waits for: "Vault, which is sealed". */
  waitsFor: z.string().optional(),
  /** Why it needs a person. */
  attention: z.string().optional(),
  offer: z
    .strictObject({
      /** Catalog ref. */
      team: ref,
      /** Catalog ref of whoever offers it. */
      by: ref,
      /** ISO 8601; it lapses then. */
      until: instantSchema,
    })
    .optional()
    .describe('The team that it is to be handed over to'),
});

export const requestActSchema = z.enum(requestActs);

export const requestPageSchema = requestLineSchema.extend({
  spec: requestSpecSchema,
  /** What is in force, while a change waits. */
  liveSpec: requestSpecSchema.optional(),
  verdict: verdictSchema,
  effects: effectsSchema,
  dryRun: z.array(dryRunSchema),
  budget: budgetLookSchema.optional(),
  hash: sha256,
  decidedBy: z.string().optional(),
  timeline: z.array(timelineEntrySchema),
  proofs: z.array(proofSchema),
  /** Of secrets: what a workload's manifest needs to get it, as YAML. */
  snippet: z.string().optional(),
  may: z.record(
    requestActSchema,
    z.union([z.literal(true), z.string().min(1)]),
  ),
});

export const secretVersionsSchema = z.strictObject({
  /** `secret/paddock/prod-1/payments/apps/db` */
  path: z.string(),
  current: countSchema,
  versions: z.array(
    z.strictObject({
      version: z.int().min(1),
      createdAt: instantSchema,
      deletedAt: instantSchema.optional(),
    }),
  ),
});

export const requestListSchema = z.strictObject({
  items: z.array(requestLineSchema),
  matching: countSchema,
  /** How many wait for this person's decision. */
  waitingForMe: countSchema,
});

export const storageClassFactsSchema = z.strictObject({
  name: z.string(),
  accessModes: z.array(accessModeSchema),
  allowExpansion: z.boolean(),
  /** Whether anything serves this class now. */
  provisionerRuns: z.boolean(),
  /** Whether the data is still there when a node is gone for good. */
  survivesNodeLoss: z.boolean().optional(),
});

export const requestOptionsSchema = z.strictObject({
  clusters: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string().optional(),
      reach: reachSchema,
      storageClasses: z.array(storageClassFactsSchema),
      /** Why secrets made for this cluster have to wait now; absent when they do not. */
      vaultWaitsFor: z.string().optional(),
    }),
  ),
  /** Of the person, with what their namespaces may take together. */
  teams: z.array(
    z.strictObject({
      team: ref,
      budget: amountsSchema,
      granted: amountsSchema,
    }),
  ),
  /** Where the person may ask for secrets and volumes. */
  namespaces: z.array(
    z.strictObject({
      cluster: z.string(),
      namespace: z.string(),
      team: ref.optional(),
    }),
  ),
});

export const insideRequestSchema = z
  .strictObject({
    kind: requestKindSchema,
    name: z.string(),
    team: ref,
    state: requestStateSchema,
  })
  .describe('A request for something in a namespace');

export const usersSchema = z
  .union([
    z.strictObject({
      items: z.array(
        z.strictObject({
          kind: z.string(),
          name: z.string(),
        }),
      ),
      more: countSchema,
    }),
    z.strictObject({
      hidden: z.literal(true),
    }),
  ])
  .describe('What uses it; hidden from who may not see what runs there');

const others = z.strictObject({ pods: countSchema, claims: countSchema });

export const removalLookSchema = z.strictObject({
  /** In the order in which they would go; `foreign` ones are left where they are. */
  objects: z.array(
    z.strictObject({
      kind: z.string(),
      namespace: z.string().optional(),
      name: z.string(),
      state: z.enum(['ours', 'gone', 'foreign']),
    }),
  ),
  vault: z.array(
    z.strictObject({
      type: z.enum(['policy', 'role', 'path']),
      name: z.string(),
    }),
  ),
  /** Of a namespace: the requests in it that end with it, whoever owns them. */
  requests: z.array(insideRequestSchema),
  /** What else lives in a namespace that would go, and would go with it. */
  others,
  users: usersSchema,
});

export const handOverLookSchema = z.strictObject({
  /** Everything that belongs to the other team afterwards; the request itself comes first. */
  goes: z.array(insideRequestSchema).min(1),
  /** What is not approved yet, and ends. */
  ends: z.array(insideRequestSchema),
  /** What other teams have there, and keep. */
  stays: z.array(insideRequestSchema),
  /** What else lives in the namespace, and goes with it. */
  others,
  /** SHA-256, in hex, of all that is handed over: an acceptance holds for exactly this. */
  mark: sha256,
});

/** Row of `GET /requests/resources`. */
export const requestResourceSchema = requestLineSchema
  .pick({
    id: true,
    kind: true,
    cluster: true,
    namespace: true,
    name: true,
    team: true,
    component: true,
  })
  .extend({
    path: z.string().optional().describe('Of secrets: mount and path in Vault'),
  });

export const requestResourcesSchema = z.strictObject({
  items: z.array(requestResourceSchema),
});

/** Meta of the topic `requests`. */
export const requestWindowSchema = requestListSchema
  .omit({ items: true })
  .extend({ order: z.array(requestId), offset: countSchema });

/** Answer of `PUT /requests/:id/value`. */
export const writtenVersionSchema = z.strictObject({ version: z.int().min(1) });
