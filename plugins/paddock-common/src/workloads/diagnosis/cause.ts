import type { Asks, ContainerExit } from './model';

/** What keeps a pod from ending. */
export type Holder =
  | { is: 'finalizers'; names: string[] }
  | { is: 'kubelet'; node?: string };

/** Every cause, with what its words need. Messages are the cluster's own. */
export type Cause =
  | { is: 'image-name' | 'memory'; container: string; pods: number }
  | {
      is: 'image';
      container: string;
      image: string;
      message: string;
      pods: number;
    }
  | { is: 'crash-loop'; container: string; last?: ContainerExit; pods: number }
  | { is: 'ends'; container: string; times: number; pods: number }
  | { is: 'command'; container: string; message: string; pods: number }
  | { is: 'config'; container: string; message: string; pods: number }
  | {
      is: 'cannot-start';
      container: string;
      reason: string;
      message: string;
      pods: number;
    }
  | {
      is: 'no-node';
      message: string;
      asks?: Asks;
      /** By resource: the init container that alone makes it ask for so much. */
      byInit?: Readonly<Record<string, string>>;
      pods: number;
    }
  | { is: 'gated'; gates: string[]; pods: number }
  | { is: 'refused'; message: string }
  | { is: 'old-pod-blocks'; pod: string; namespace: string }
  | {
      is: 'terminating';
      pods: number;
      holder: Holder;
      overdue: boolean;
      pod: string;
    }
  | { is: 'node-away'; node: string; gone: boolean }
  | { is: 'pod-failed'; reason: string; message: string; pods: number }
  | { is: 'readiness'; container: string; pods: number }
  | { is: 'readiness-gate'; gate: string; pods: number }
  | { is: 'init'; container: string; pod: string; done: number; of: number }
  | { is: 'starting'; pods: number; known: boolean }
  | { is: 'deadline' | 'aborted' | 'invalid' | 'controller' }
  | { is: 'no-progress'; forSeconds: number; look?: string }
  | {
      is: 'run-failed';
      reason: string;
      failed: number;
      schedule: boolean;
    }
  | { is: 'run-lost' }
  | { is: 'never-runs'; schedule: string }
  | { is: 'managed'; by: string }
  | { is: 'queued'; queue: string }
  | { is: 'paused' }
  | { is: 'suspended'; schedule: boolean }
  | { is: 'on-delete' | 'partition' | 'old-pods'; pods: number }
  | { is: 'missing'; pods: number }
  | { is: 'promotion' }
  | {
      is: 'deleted';
      holder?: 'namespace' | 'pods' | string[];
      namespace: string;
    };

/** What words depend on beside the cause. */
export interface Given {
  /** There is a revision to go back to, and nobody has gone back just now. */
  canRollBack: boolean;
}
