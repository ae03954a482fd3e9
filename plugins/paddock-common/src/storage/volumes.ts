import { z } from 'zod';
import type { AccessMode } from '../requests/spec';

/** How full a volume is, as the kubelet of a node that mounts it measures it. */
export type VolumeFill =
  | {
      state: 'known';
      /** Bytes. */
      used: number;
      capacity: number;
      /** `shared`: of the file system that the volume shares with others; nothing holds it to its own size. */
      of: 'volume' | 'shared';
      /** ISO 8601. */
      at: string;
    }
  | { state: 'unknown'; because: string };

/** A change of size that is under way. */
export interface VolumeGrowth {
  state: 'growing' | 'waits-for-pod' | 'failed';
  /** A sentence. */
  text: string;
}

export interface VolumeSnapshotLine {
  name: string;
  uid: string;
  /** ISO 8601. */
  createdAt: string;
  state: 'ready' | 'being-taken' | 'failed' | 'leaving';
  /** Bytes that a volume made from it has at least. */
  restoreSize?: number;
  /** Why it failed, in the driver's own words. */
  message?: string;
}

/** Whether an act is possible now, or why not. */
export type MayAct = true | string;

/** A claim with what lies behind it. */
export interface VolumeLine {
  /** Of the claim. */
  name: string;
  uid: string;
  createdAt: string;
  state: 'bound' | 'waits-for-pod' | 'pending' | 'lost' | 'leaving';
  /** A sentence, where the state needs one. */
  because?: string;
  storageClass?: string;
  accessModes: AccessMode[];
  /** Bytes: what is asked for, and what there is. */
  requested: number;
  capacity?: number;
  /** Name of the PersistentVolume. */
  volume?: string;
  /** What becomes of the data when the claim is deleted. */
  reclaim?: 'delete' | 'retain';
  /** The only nodes that its pods can run on; absent where any node will do, or where that is not known. */
  boundTo?: string[];
  /** Pods that mount it; absent where the person may not see pods. */
  mountedBy?: Array<{ pod: string; node?: string; phase: string }>;
  fill: VolumeFill;
  growth?: VolumeGrowth;
  /** Newest first; absent where the person may not see them. */
  snapshots?: VolumeSnapshotLine[];
  may: { snapshot: MayAct; restore: MayAct; grow: MayAct };
  /** Id of the request that made it. */
  request?: string;
}

/** Answer of `GET /clusters/:cluster/namespaces/:namespace/volumes`. */
export interface VolumeList {
  cluster: string;
  namespace: string;
  /** What needs a person first. */
  volumes: VolumeLine[];
}

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
