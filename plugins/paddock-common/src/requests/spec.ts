import { z } from 'zod';

/** What can be asked for. */
export const requestKinds = ['namespace', 'secret', 'volume'] as const;
export type RequestKind = (typeof requestKinds)[number];

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

export const text = (max: number) => z.string().max(max);
export const ref = text(320).min(3);

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
