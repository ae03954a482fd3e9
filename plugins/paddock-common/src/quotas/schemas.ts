import { z } from 'zod';
import { reachSchema } from '../live/schemas';

/** One resource that a quota bounds. Kubernetes quantities, as the quota controller counts them. */
export const quotaLineSchema = z.strictObject({
  /** `requests.cpu`, `pods`, `count/deployments.apps` */
  resource: z.string(),
  used: z.string(),
  hard: z.string(),
});
export type QuotaLine = z.infer<typeof quotaLineSchema>;

/** One ResourceQuota, divided as `kubectl get resourcequota` does. */
export const namespaceQuotaSchema = z.strictObject({
  name: z.string(),
  /** Which objects are counted, e.g. `NotTerminating`; empty for all. */
  scopes: z.array(z.string()),
  requests: z.array(quotaLineSchema),
  limits: z.array(quotaLineSchema),
});
export type NamespaceQuota = z.infer<typeof namespaceQuotaSchema>;

/** Answer of `GET …/namespaces/:namespace/quotas`. */
export const quotasSchema = z.strictObject({
  /** How far the portal's picture of the cluster's quotas can be trusted: what it has not read yet may be missing. */
  reach: reachSchema,
  items: z.array(namespaceQuotaSchema),
});
export type Quotas = z.infer<typeof quotasSchema>;
