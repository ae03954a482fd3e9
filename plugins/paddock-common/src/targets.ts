import { z } from 'zod';
import { dnsLabel, dnsName } from './names';

export const clusterNameSchema = z.string().min(1).max(253);
export const dnsLabelSchema = z
  .string()
  .regex(dnsLabel, 'must be a DNS-1123 label');
export const dnsNameSchema = z
  .string()
  .regex(dnsName, 'must be a DNS-1123 name');

/** Parameters of routes about a cluster. */
export const clusterTarget = z.strictObject({ cluster: clusterNameSchema });

/** Parameters of routes about a namespace. */
export const namespaceTarget = clusterTarget.extend({
  namespace: dnsLabelSchema,
});

/** Parameters of routes about one object of a namespace, whose kind the route names. */
export const objectTarget = namespaceTarget.extend({ name: dnsNameSchema });
export type ObjectTarget = z.infer<typeof objectTarget>;

export const entityPartSchema = z.string().regex(/^[A-Za-z0-9._-]{1,63}$/);

/** Parameters of routes about a catalog entity. */
export const entityTarget = z.strictObject({
  kind: entityPartSchema,
  namespace: entityPartSchema,
  name: entityPartSchema,
});
