import { z } from 'zod';
import { requestSpecSchema } from './spec';

/** Body of `POST /requests`. Submits, unless it is to stay a draft. */
export const createRequestSchema = z.strictObject({
  spec: requestSpecSchema,
  draft: z.boolean().default(false),
});

/** Headers of `POST /requests`. */
export const idempotencyHeader = z.strictObject({
  'Idempotency-Key': z
    .string()
    .regex(/^[!-~]{1,200}$/)
    .optional(),
});

/** Body of `PUT /requests/:id/spec`: an edit before the decision, a change after it. */
export const editRequestSchema = z.strictObject({
  spec: requestSpecSchema,
  /** The revision that the edit began with; another one in between is a conflict (409). */
  revision: z.number().int().min(1),
});

/** Body of `POST /requests/:id/approve`. */
export const approveSchema = z.strictObject({
  /** Of what the approver was shown. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Body of reject and comment. */
export const saySchema = z.strictObject({
  text: z.string().trim().min(1).max(2_000),
});

/** Body of `POST /requests/:id/remove`: what cannot be undone asks for the name. */
export const removeSchema = z.strictObject({ name: z.string().max(253) });

/** Body of `POST /requests/:id/hand-over`. */
export const handOverSchema = z.strictObject({
  team: z.string().min(3).max(320),
});

/** Body of `POST /requests/:id/accept`. */
export const acceptSchema = z.strictObject({
  /** Of the look at what is handed over: exactly this is accepted. */
  mark: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Body of `PUT /requests/:id/value`. Goes to Vault and nowhere else. */
export const valueSchema = z.strictObject({
  data: z
    .record(z.string().regex(/^[A-Za-z0-9_.-]{1,253}$/), z.string().max(65_536))
    .refine(data => {
      const count = Object.keys(data).length;
      return count > 0 && count <= 50;
    }, 'must hold between 1 and 50 keys'),
  /** The version that this replaces; 0 where there is none. Another one in between is a conflict (409). */
  replaces: z.number().int().min(0).optional(),
});

/** Body of `POST /requests/check`. */
export const checkRequestSchema = z.strictObject({
  spec: requestSpecSchema,
  /** The request that this would change; it is then compared with what is in force. */
  id: z.string().max(64).optional(),
});
