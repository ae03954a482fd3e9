import type {
  V1CSIDriver,
  V1CSINode,
  V1Lease,
  V1Node,
  V1PersistentVolume,
  V1PersistentVolumeClaim,
  V1StorageClass,
} from '@kubernetes/client-node';
import type { Wire } from './wire';

// What is read on demand about storage, as it comes over the wire.
export type StorageClassWire = Wire<V1StorageClass>;
export type CsiDriverWire = Wire<V1CSIDriver>;
export type CsiNodeWire = Wire<V1CSINode>;
export type LeaseWire = Wire<V1Lease>;
export type NodeWire = Wire<V1Node>;
export type ClaimWire = Wire<V1PersistentVolumeClaim>;
export type VolumeWire = Wire<V1PersistentVolume>;

interface WireMetadata {
  name?: string;
  uid?: string;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  annotations?: Record<string, string>;
}

/** snapshot.storage.k8s.io/v1, which the client library does not have. */
export interface SnapshotWire {
  metadata?: WireMetadata;
  spec?: { source?: { persistentVolumeClaimName?: string } };
  status?: {
    readyToUse?: boolean;
    restoreSize?: string;
    creationTime?: string;
    error?: { message?: string };
  };
}

export interface SnapshotClassWire {
  metadata?: WireMetadata;
  driver?: string;
}
