import { z } from 'zod';
import { accessModes } from '../requests/spec';

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
