import { z } from 'zod';
import { clusterTarget, dnsNameSchema } from '../targets';

/** Parameters of routes about a node. */
export const nodeTarget = clusterTarget.extend({ node: dnsNameSchema });

/** metadata.uid of the node that is meant: another one of its name is not. */
const uid = z.string().min(1).max(128);

/** Body of `POST …/nodes/:node/cordon`. */
export const cordonSchema = z.strictObject({
  uid,
  /** Told to everybody who wonders why no pods are placed there. */
  why: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'It is one line of text'),
});

/** Body of `POST …/nodes/:node/uncordon`. */
export const uncordonSchema = z.strictObject({ uid });

/** Who keeps new pods off a node. */
export type Cordon =
  /** Instants are ISO 8601. */
  | { by: 'person'; user: string; why: string; at: string }
  /** Somebody or something that has not come by the portal. */
  | { by: 'others' };
