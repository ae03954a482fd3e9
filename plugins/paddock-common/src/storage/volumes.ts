import { z } from 'zod';

const objectName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/);

/** Body of `POST …/volumes/:name/snapshots`. */
export const takeSnapshotSchema = z.strictObject({ name: objectName });

export const volumeTargetSchema = z.strictObject({
  cluster: z.string().min(1).max(253),
  namespace: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/),
  name: objectName,
});
export type VolumeTarget = z.infer<typeof volumeTargetSchema>;

export const snapshotTargetSchema = volumeTargetSchema.extend({
  snapshot: objectName,
});
