import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  requestKinds,
  requestStates,
  timelineKinds,
} from '@paddock/backstage-plugin-paddock-common';

/** The registry hands out its own zod, which is not ours. */
type Zod = Parameters<
  Parameters<ActionsRegistryService['register']>[0]['schema']['input']
>[0];

/** A `RequestLine`. */
export const lineShape = (z: Zod) => ({
  id: z.string(),
  kind: z.enum(requestKinds),
  cluster: z.string(),
  namespace: z.string(),
  name: z.string(),
  team: z.string(),
  component: z.string().optional(),
  state: z.enum(requestStates),
  revision: z.number(),
  requestedBy: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  expiresAt: z.string().optional(),
  waitsFor: z.string().optional().describe('What it waits for'),
  attention: z.string().optional().describe('Why it needs a person'),
});

/** What a `Check` and a `RequestPage` share. */
export const planShape = (z: Zod) => ({
  verdict: z
    .object({ say: z.enum(['automatic', 'approval', 'no']) })
    .passthrough()
    .describe('With why, and who may approve it'),
  effects: z
    .object({
      objects: z.array(z.object({ kind: z.string() }).passthrough()),
      vault: z.array(z.object({ type: z.string() }).passthrough()),
    })
    .passthrough()
    .describe('What it would make, exactly'),
  dryRun: z.array(z.object({ object: z.string() }).passthrough()),
  hash: z.string().describe('Of the specification and the effects'),
});

/** The rest of a `RequestPage` that agents are told of. */
export const storyShape = (z: Zod) => ({
  timeline: z.array(
    z.object({
      at: z.string(),
      kind: z.enum(timelineKinds),
      by: z.string().optional(),
      text: z.string(),
    }),
  ),
  proofs: z.array(
    z.object({
      what: z.string(),
      outcome: z.enum(['proven', 'failed', 'open']),
      detail: z.string(),
      at: z.string(),
    }),
  ),
});
