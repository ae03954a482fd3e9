import type { DryRun, Effects } from './plan';

/** Amounts in base units: CPU in thousandths of a core, memory and storage in bytes. */
export interface Amounts {
  cpuMilli: number;
  memoryBytes: number;
  storageBytes: number;
  pods: number;
}

/** A team's budget for its namespaces, what of it is granted, and what would be after this request. */
export interface BudgetLook {
  team: string;
  budget: Amounts;
  granted: Amounts;
  after: Amounts;
}

/** What the rules say to a request. Sentences are for people. */
export type Verdict =
  | { say: 'automatic'; because: string }
  | {
      say: 'approval';
      because: string[];
      /** Catalog refs of the groups whose members may approve. */
      approvers: string[];
    }
  | {
      say: 'no';
      because: string[];
      /** The cheapest change that would make it possible, where one is known. */
      instead?: string;
    };

/** One field that cannot be as it is: `path` is `quota.cpu`; answered with 422. */
export interface Problem {
  path: string;
  message: string;
}

/** What a person is shown before they submit, and an approver before they decide. Answer of `POST /requests/check`. */
export interface Check {
  problems: Problem[];
  verdict: Verdict;
  effects: Effects;
  dryRun: DryRun[];
  budget?: BudgetLook;
  /** SHA-256, in hex, of the canonical JSON of specification and effects. */
  hash: string;
}
