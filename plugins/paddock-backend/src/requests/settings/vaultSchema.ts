import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { checkPath } from '../../vault/canonical';

/** How what is in Vault gets to the pods of a cluster. */
export const deliveries = [
  'agent',
  'external-secrets',
  'vault-secrets-operator',
  'injector',
  'none',
] as const;
export type Delivery = (typeof deliveries)[number];

const file = z
  .string()
  // What a relative one means would depend on where the portal is started.
  .refine(isAbsolute, 'must be an absolute path');
const mount = z
  .string()
  .regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/);

/** The one form in which the portal writes paths. */
const path = z.string().refine(text => {
  try {
    return checkPath(text) === text;
  } catch {
    return false;
  }
}, 'must hold small letters, digits, hyphens and single dots');
const segment = path.refine(text => !text.includes('/'), 'is one segment only');

const address = z.url({ protocol: /^https?$/ });

const login = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('token'), tokenFile: file }),
  z.strictObject({
    method: z.literal('kubernetes'),
    mount: mount.default('kubernetes'),
    role: z.string().min(1),
    jwtFile: file.default(
      '/var/run/secrets/kubernetes.io/serviceaccount/token',
    ),
  }),
  z.strictObject({
    method: z.literal('appRole'),
    mount: mount.default('approle'),
    roleIdFile: file,
    secretIdFile: file,
    wrapped: z.strictObject({ role: z.string().min(1) }).optional(),
  }),
]);

const cidr = z.union([z.cidrv4(), z.cidrv6()]);

const cluster = z.strictObject({
  name: z.string().min(1),
  pathName: segment.optional(),
  authMount: mount,
  address: address.optional(),
  caFile: file.optional(),
  delivery: z.enum(deliveries).default('agent'),
  agentImage: z.string().min(1).default('hashicorp/vault:1.21'),
  audience: z
    .string()
    .regex(/^[\x21-\x7e]{1,253}$/)
    .default('vault'),
  tokenSeconds: z.coerce.number().int().min(60).max(86_400).default(1_200),
  egress: z
    .strictObject({
      cidrs: z.array(cidr).default([]),
      namespaceLabels: z.record(z.string(), z.string()).optional(),
      port: z.coerce.number().int().min(1).max(65_535).optional(),
    })
    .optional(),
});

/** `paddock.vault`. */
export const vaultSchema = z.strictObject({
  address,
  caFile: file.optional(),
  insecure: z.boolean().optional(),
  namespace: z
    .string()
    .regex(/^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/)
    .optional(),
  kvMount: mount.default('secret'),
  prefix: path.default('paddock'),
  startingFile: file.optional(),
  timeoutSeconds: z.coerce.number().min(1).max(120).optional(),
  login,
  clusters: z.array(cluster).default([]),
});
