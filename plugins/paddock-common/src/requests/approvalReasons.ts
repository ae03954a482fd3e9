import { amountsOf, amountText, measures } from './amounts';
import type { NamespaceSpec, RequestSpec, VolumeSpec } from './spec';
import { bytesOf, bytesText } from './quantity';
import type { Facts } from './rules';

/** Why somebody must be asked, and who. */
export interface Reason {
  because: string;
  by: 'leads' | 'administrators';
}

/** Everything about a specification that needs somebody's approval; empty when nothing does. */
export function approvalReasons(spec: RequestSpec, facts: Facts): Reason[] {
  const reasons = [
    ...environmentReasons(spec, facts),
    ...lifetimeReasons(spec, facts),
  ];
  if (spec.kind === 'namespace') {
    reasons.push(...namespaceReasons(spec, facts));
  }
  if (spec.kind === 'volume') reasons.push(...volumeReasons(spec, facts));
  return reasons;
}

/** A namespace for production that becomes one for development is changed while it is for production. */
function environmentReasons(spec: RequestSpec, facts: Facts): Reason[] {
  const { previous, environment, rules } = facts;
  const concerned =
    spec.kind === 'namespace'
      ? [
          spec.environment,
          ...(previous?.kind === 'namespace' ? [previous.environment] : []),
        ]
      : [environment];
  return [...new Set(concerned)].flatMap((each): Reason[] => {
    if (each === undefined) {
      const because =
        'The portal does not know what this namespace is for, so somebody has to look.';
      return [{ because, by: 'leads' }];
    }
    return rules.automatic.environments.includes(each)
      ? []
      : [{ because: `It is for ${each}.`, by: 'leads' }];
  });
}

function lifetimeReasons({ days }: RequestSpec, { rules }: Facts): Reason[] {
  const most = rules.automatic.days;
  if (most === undefined || (days !== undefined && days <= most)) return [];
  const asked =
    days === undefined
      ? 'It is to stay for good'
      : `It is to stay ${days} days`;
  return [
    {
      because: `${asked}; more than ${most} days need an approval.`,
      by: 'leads',
    },
  ];
}

function namespaceReasons(spec: NamespaceSpec, { rules }: Facts): Reason[] {
  const asked = amountsOf(spec);
  const most = rules.automatic.namespace;
  const reasons = measures
    .filter(each => asked[each] > most[each])
    .map((each): Reason => {
      const because = `It asks for ${amountText(
        each,
        asked[each],
      )}; more than ${amountText(each, most[each])} needs an approval.`;
      return { because, by: 'leads' };
    });
  if (spec.podSecurity !== 'restricted') {
    reasons.push({
      because: `Its Pod Security level is ${spec.podSecurity}, which lets pods run as root.`,
      by: 'administrators',
    });
  }
  return reasons;
}

function volumeReasons(spec: VolumeSpec, facts: Facts): Reason[] {
  const reasons: Reason[] = [];
  const { automatic, classesByAdministrators } = facts.rules;
  const size = bytesOf(spec.size) ?? Infinity;
  if (size > automatic.volumeBytes) {
    reasons.push({
      because: `It asks for ${bytesText(
        size,
      )}; a volume of more than ${bytesText(
        automatic.volumeBytes,
      )} needs an approval.`,
      by: 'leads',
    });
  }
  if (facts.storageLeft === undefined) {
    reasons.push({
      because:
        'No quota bounds the storage of this namespace, so somebody has to look.',
      by: 'leads',
    });
  }
  if (classesByAdministrators.includes(spec.storageClass)) {
    reasons.push({
      because: `Volumes of the class ${spec.storageClass} are given out by administrators.`,
      by: 'administrators',
    });
  }
  return reasons;
}
