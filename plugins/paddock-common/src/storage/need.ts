import type { AccessMode } from '../requests/spec';
import type { FactSource, StorageProfile } from './schemas';

/** What somebody needs of a volume, in their own words. */
export interface StorageNeed {
  /** Pods on one node at a time, or pods on any node at once. */
  writers: 'one' | 'many';
  /** A Kubernetes quantity: `20Gi`. */
  size: string;
  speed: 'ordinary' | 'fast';
  survivesNodeLoss: boolean;
  backup: boolean;
}

/** One thing that speaks for or against a class; a caution is worth knowing and decides nothing. */
export interface FitReason {
  says: 'yes' | 'no' | 'unknown' | 'caution';
  /** A sentence. */
  text: string;
  from: FactSource;
}

export interface StorageFit {
  fit: 'fits' | 'may-fit' | 'does-not-fit';
  /** What to ask for, so that the writers are as many as needed. */
  accessMode: AccessMode;
  /** What speaks against it first. */
  reasons: FitReason[];
}

export interface RankedProfile {
  profile: StorageProfile;
  fit: StorageFit;
}
