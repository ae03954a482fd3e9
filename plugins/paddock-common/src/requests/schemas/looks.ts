import { z } from 'zod';
import { reachSchema } from '../../live/schemas';
import { accessModeSchema } from '../../storage/schemas';
import { countSchema } from '../../values';
import { amountsSchema } from './check';
import {
  refSchema,
  requestKindSchema,
  requestStateSchema,
  sha256Schema,
} from './parts';
import { requestLineSchema } from './request';

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
      team: refSchema,
      budget: amountsSchema,
      granted: amountsSchema,
    }),
  ),
  /** Where the person may ask for secrets and volumes. */
  namespaces: z.array(
    z.strictObject({
      cluster: z.string(),
      namespace: z.string(),
      team: refSchema.optional(),
    }),
  ),
});

export const insideRequestSchema = z
  .strictObject({
    kind: requestKindSchema,
    name: z.string(),
    team: refSchema,
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
  mark: sha256Schema,
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
