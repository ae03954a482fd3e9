import { approvalReasons } from './approvalReasons';
import type { Amounts, Verdict } from './check';
import type { Environment, RequestSpec, StorageClassFacts } from './spec';
import { partsOfGroupRef } from './names';
import { budgetRefusal, volumeRefusal, type Refusal } from './refusals';

/** What the company has configured about who must be asked. */
export interface Rules {
  /** What needs nobody's approval. */
  automatic: {
    environments: readonly Environment[];
    /** The largest quota of a namespace. */
    namespace: Amounts;
    /** The largest volume, in bytes. */
    volumeBytes: number;
    /** The longest life, in days; without it, no length of life needs an approval. */
    days?: number;
  };
  /** Storage classes that only administrators give out. */
  classesByAdministrators: readonly string[];
  /** Catalog ref of a team's leads, with `{namespace}` and `{team}` for the parts of the team's ref. */
  leads: string;
  /** Catalog refs of the groups of administrators, who may approve everything. */
  administrators: readonly string[];
}

/** What a specification is judged by. A plain value: whoever asks has looked everything up before. */
export interface Facts {
  rules: Rules;
  /** Of the team. */
  budget: Amounts;
  granted: Amounts;
  /** What of it this request has already. */
  held: Amounts;
  /** The storage classes of the cluster. */
  storageClasses: readonly StorageClassFacts[];
  /** Of the namespace that a secret or volume lies in; undefined where the portal does not know it. */
  environment?: Environment;
  /** What the quota of the volume's namespace leaves for claims, in bytes; undefined where no quota bounds it. */
  storageLeft?: number;
  /** What is in force, when the specification would change it. */
  previous?: RequestSpec;
}

/**
 * Whether a specification without problems is made at once, needs an approval, or cannot be. A refusal comes with its
 * numbers and, where there is one, with the cheapest change that would make it possible. Pure.
 */
export function judge(spec: RequestSpec, facts: Facts): Verdict {
  const refusals = refusalsOf(spec, facts);
  if (refusals.length > 0) {
    const instead = refusals.flatMap(refusal => refusal.instead ?? []);
    return {
      say: 'no',
      because: refusals.map(({ because }) => because),
      ...(instead.length > 0 && { instead: instead.join(' ') }),
    };
  }
  const reasons = approvalReasons(spec, facts);
  if (reasons.length === 0) {
    return {
      say: 'automatic',
      because: 'It stays within what needs nobody’s approval.',
    };
  }
  const byAdministrators = reasons.some(({ by }) => by === 'administrators');
  const { administrators } = facts.rules;
  return {
    say: 'approval',
    because: reasons.map(({ because }) => because),
    approvers: byAdministrators
      ? [...administrators]
      : [...new Set([leadsOf(spec.team, facts.rules), ...administrators])],
  };
}

function refusalsOf(spec: RequestSpec, facts: Facts): Refusal[] {
  switch (spec.kind) {
    case 'namespace':
      return budgetRefusal(spec, facts);
    case 'volume':
      return volumeRefusal(spec, facts);
    case 'secret':
      return [];
    default:
      throw new Error(`Unknown kind of request: ${spec satisfies never}`);
  }
}

/** Catalog ref of the group whose members approve for a team. */
function leadsOf(team: string, { leads }: Rules): string {
  const parts = partsOfGroupRef(team);
  return leads
    .replace('{namespace}', () => parts.namespace)
    .replace('{team}', () => parts.name);
}
