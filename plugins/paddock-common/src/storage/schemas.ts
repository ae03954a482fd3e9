import { z } from 'zod';
import { accessModes } from '../requests/spec';
import { instantSchema } from '../values';

/** Who says so: the cluster's own objects, what is commonly known of a provisioner, or the portal's configuration. */
export const factSourceSchema = z.enum([
  'cluster',
  'catalogue',
  'configuration',
]);
export type FactSource = z.infer<typeof factSourceSchema>;

/** Whether something that makes volumes of a class runs now, and what shows it. Never guessed. */
export const provisionerRunsSchema = z.strictObject({
  state: z.enum(['runs', 'not-running', 'unknown']),
  /** A sentence. */
  because: z.string(),
});
export type ProvisionerRuns = z.infer<typeof provisionerRunsSchema>;

export const accessModeSchema = z.enum(accessModes);

export interface Fact<Value> {
  value: Value;
  from: FactSource;
}

const fact = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({ value, from: factSourceSchema });

/** What can be said of a storage class; whatever is not known is left out. */
export const storageFactsSchema = z.strictObject({
  accessModes: fact(z.array(accessModeSchema)).optional(),
  /** `nominal`: the number grows, and nothing else does. */
  expansion: fact(z.enum(['yes', 'no', 'nominal'])).optional(),
  /** When the volume is made: at once, or once a pod wants it. */
  binding: fact(z.enum(['at-once', 'first-pod'])).optional(),
  /** What becomes of the data when its claim is deleted. */
  reclaim: fact(z.enum(['delete', 'retain'])).optional(),
  /** Only nodes that match can have its volumes: `kubernetes.io/hostname: real-1`. */
  onlyOn: fact(z.string()).optional(),
  /** The pods can only run where the data lies: taking that node out makes the data unavailable. */
  nodeBound: fact(z.boolean()).optional(),
  /** Whether the data is still there when a node is gone for good. */
  survivesNodeLoss: fact(z.boolean()).optional(),
  /** What takes every volume of the class away when it fails. */
  singlePointOfFailure: fact(z.string()).optional(),
  /** Whether anything stops a volume from growing beyond its size. */
  sizeEnforced: fact(z.boolean()).optional(),
  speed: fact(z.enum(['ordinary', 'fast'])).optional(),
  /** Whether copies lie outside of this storage. A snapshot is no backup. */
  backup: fact(z.boolean()).optional(),
  /** Whether the cluster has a VolumeSnapshotClass for it. */
  snapshots: fact(z.boolean()).optional(),
  /** Bytes. */
  maxBytes: fact(z.number()).optional(),
});
export type StorageFacts = z.infer<typeof storageFactsSchema>;

/** A storage class as a person chooses it. */
export const storageProfileSchema = z.strictObject({
  name: z.string(),
  /** As StorageClass.provisioner has it: `driver.longhorn.io`. */
  provisioner: z.string(),
  /** What people call it: `Longhorn`. */
  title: z.string().optional(),
  isDefault: z.boolean(),
  runs: provisionerRunsSchema,
  facts: storageFactsSchema.describe('Whatever is not known is left out'),
  /** What else is worth knowing before one depends on it; sentences. */
  notes: z.array(fact(z.string())),
});
export type StorageProfile = z.infer<typeof storageProfileSchema>;

/** Answer of `GET /clusters/:cluster/storage-classes`. */
export const storageClassesSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('known'),
    classes: z.array(storageProfileSchema),
    at: instantSchema,
  }),
  /** What was known last; it could not be read again. */
  z.strictObject({
    state: z.literal('stale'),
    classes: z.array(storageProfileSchema),
    at: instantSchema,
    reason: z.string(),
  }),
  z.strictObject({
    state: z.literal('lost'),
    reason: z.string(),
  }),
]);
export type StorageClasses = z.infer<typeof storageClassesSchema>;

/** How full a volume is, as the kubelet of a node that mounts it measures it. */
export const volumeFillSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('known'),
    used: z.number().describe('Bytes'),
    capacity: z.number().describe('Bytes'),
    /** `shared`: of the file system that the volume shares with others; nothing holds it to its own size. */
    of: z.enum(['volume', 'shared']),
    at: instantSchema,
  }),
  z.strictObject({
    state: z.literal('unknown'),
    because: z.string(),
  }),
]);
export type VolumeFill = z.infer<typeof volumeFillSchema>;

/** A change of size that is under way. */
export const volumeGrowthSchema = z.strictObject({
  state: z.enum(['growing', 'waits-for-pod', 'failed']),
  /** A sentence. */
  text: z.string(),
});
export type VolumeGrowth = z.infer<typeof volumeGrowthSchema>;

export const volumeSnapshotLineSchema = z.strictObject({
  name: z.string(),
  uid: z.string(),
  createdAt: instantSchema,
  state: z.enum(['ready', 'being-taken', 'failed', 'leaving']),
  restoreSize: z.number().optional().describe('Bytes'),
  /** Why it failed, in the driver's own words. */
  message: z.string().optional(),
});
export type VolumeSnapshotLine = z.infer<typeof volumeSnapshotLineSchema>;

export const mayActSchema = z
  .union([z.literal(true), z.string()])
  .describe('Possible now, or why not');
export type MayAct = z.infer<typeof mayActSchema>;

/** A claim with what lies behind it. */
export const volumeLineSchema = z.strictObject({
  name: z.string().describe('Of the claim'),
  uid: z.string(),
  createdAt: instantSchema,
  state: z.enum(['bound', 'waits-for-pod', 'pending', 'lost', 'leaving']),
  /** A sentence, where the state needs one. */
  because: z.string().optional(),
  storageClass: z.string().optional(),
  accessModes: z.array(accessModeSchema),
  requested: z.number().describe('Bytes'),
  capacity: z.number().optional().describe('Bytes'),
  /** Name of the PersistentVolume. */
  volume: z.string().optional(),
  /** What becomes of the data when the claim is deleted. */
  reclaim: z.enum(['delete', 'retain']).optional(),
  /** The only nodes that its pods can run on; absent where any node will do, or where that is not known. */
  boundTo: z.array(z.string()).optional(),
  /** Pods that mount it; absent where the person may not see pods. */
  mountedBy: z
    .array(
      z.strictObject({
        pod: z.string(),
        node: z.string().optional(),
        phase: z.string(),
      }),
    )
    .optional(),
  fill: volumeFillSchema,
  growth: volumeGrowthSchema.optional(),
  /** Newest first; absent where the person may not see them. */
  snapshots: z.array(volumeSnapshotLineSchema).optional(),
  may: z.strictObject({
    snapshot: mayActSchema,
    restore: mayActSchema,
    grow: mayActSchema,
  }),
  /** Id of the request that made it. */
  request: z.string().optional(),
});
export type VolumeLine = z.infer<typeof volumeLineSchema>;

/** Answer of `GET /clusters/:cluster/namespaces/:namespace/volumes`. */
export const volumeListSchema = z.strictObject({
  cluster: z.string(),
  namespace: z.string(),
  /** What needs a person first. */
  volumes: z.array(volumeLineSchema),
});
export type VolumeList = z.infer<typeof volumeListSchema>;

/** Answer of `POST …/volumes/:name/snapshots`. */
export const snapshotTakenSchema = z.strictObject({ uid: z.string() });
