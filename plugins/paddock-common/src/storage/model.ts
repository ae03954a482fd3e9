import { z } from 'zod';
import { accessModes, type AccessMode } from '../requests/spec';

/** Who says so: the cluster's own objects, what is commonly known of a provisioner, or the portal's configuration. */
export type FactSource = 'cluster' | 'catalogue' | 'configuration';

export interface Fact<Value> {
  value: Value;
  from: FactSource;
}

/** Whether something that makes volumes of a class runs now, and what shows it. Never guessed. */
export interface ProvisionerRuns {
  state: 'runs' | 'not-running' | 'unknown';
  /** A sentence. */
  because: string;
}

/** What can be said of a storage class; whatever is not known is left out. */
export interface StorageFacts {
  accessModes: AccessMode[];
  /** `nominal`: the number grows, and nothing else does. */
  expansion: 'yes' | 'no' | 'nominal';
  /** When the volume is made: at once, or once a pod wants it. */
  binding: 'at-once' | 'first-pod';
  /** What becomes of the data when its claim is deleted. */
  reclaim: 'delete' | 'retain';
  /** Only nodes that match can have its volumes: `kubernetes.io/hostname: real-1`. */
  onlyOn: string;
  /** The pods can only run where the data lies: taking that node out makes the data unavailable. */
  nodeBound: boolean;
  /** Whether the data is still there when a node is gone for good. */
  survivesNodeLoss: boolean;
  /** What takes every volume of the class away when it fails. */
  singlePointOfFailure: string;
  /** Whether anything stops a volume from growing beyond its size. */
  sizeEnforced: boolean;
  speed: 'ordinary' | 'fast';
  /** Whether copies lie outside of this storage. A snapshot is no backup. */
  backup: boolean;
  /** Whether the cluster has a VolumeSnapshotClass for it. */
  snapshots: boolean;
  /** Bytes. */
  maxBytes: number;
}

/** A storage class as a person chooses it. */
export interface StorageProfile {
  name: string;
  /** As StorageClass.provisioner has it: `driver.longhorn.io`. */
  provisioner: string;
  /** What people call it: `Longhorn`. */
  title?: string;
  isDefault: boolean;
  runs: ProvisionerRuns;
  facts: { [Name in keyof StorageFacts]?: Fact<StorageFacts[Name]> };
  /** What else is worth knowing before one depends on it; sentences. */
  notes: Array<Fact<string>>;
}

/** Answer of `GET /clusters/:cluster/storage-classes`. */
export type StorageClasses =
  | { state: 'known'; classes: StorageProfile[]; at: string }
  /** What was known last; it could not be read again. */
  | { state: 'stale'; classes: StorageProfile[]; at: string; reason: string }
  | { state: 'lost'; reason: string };

const sentence = z.string().min(1).max(300);

/** What a configuration may say of a class or a provisioner. */
export const storageTraitsSchema = z.strictObject({
  title: z.string().min(1).max(100).optional(),
  accessModes: z.array(z.enum(accessModes)).min(1).max(4).optional(),
  expansion: z.enum(['yes', 'no', 'nominal']).optional(),
  nodeBound: z.boolean().optional(),
  survivesNodeLoss: z.boolean().optional(),
  singlePointOfFailure: sentence.optional(),
  sizeEnforced: z.boolean().optional(),
  speed: z.enum(['ordinary', 'fast']).optional(),
  backup: z.boolean().optional(),
  /** A Kubernetes quantity: `500Gi`. */
  maxSize: z.string().max(40).optional(),
  notes: z.array(sentence).max(10).optional(),
});
export type StorageTraits = z.infer<typeof storageTraitsSchema>;

export const provisionerTraitsSchema = storageTraitsSchema.extend({
  /** Where its controller runs: `namespace/name` of a Deployment, StatefulSet or DaemonSet. */
  runsAs: z
    .array(z.string().regex(/^[a-z0-9-]{1,63}\/[a-z0-9.-]{1,253}$/))
    .max(10)
    .optional(),
  /** The parameter of its classes that says how many copies there are, and how many there are without it. */
  copies: z
    .strictObject({
      parameter: z.string().min(1).max(100),
      without: z.number().int().min(1).max(100),
    })
    .optional(),
});
export type ProvisionerTraits = z.infer<typeof provisionerTraitsSchema>;

/** A provisioner that the portal knows without being told. */
export interface KnownProvisioner extends ProvisionerTraits {
  /** As classes name it; one that begins with a dot stands for any name with this end. */
  names: string[];
  /** It registers a CSIDriver and on every node that can use it. */
  csi: boolean;
}

/** What a company adds to what is commonly known, or says otherwise: by exact name. */
export interface StorageCatalogue {
  classes: Readonly<Record<string, StorageTraits>>;
  provisioners: Readonly<Record<string, ProvisionerTraits>>;
}
