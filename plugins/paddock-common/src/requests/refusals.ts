import { amountText, lookAtBudget, measures } from './amounts';
import type { Amounts } from './check';
import type {
  AccessMode,
  NamespaceSpec,
  StorageClassFacts,
  VolumeSpec,
} from './spec';
import { partsOfGroupRef } from './names';
import { bytesOf, bytesText } from './quantity';
import type { Facts } from './rules';

/** Why something cannot be, and what could be instead. */
export interface Refusal {
  because: string;
  instead?: string;
}

/** What would pass the budget of the team. Whoever asks for no more than they hold passes nothing. */
export function budgetRefusal(spec: NamespaceSpec, facts: Facts): Refusal[] {
  const { budget, granted, after } = lookAtBudget(spec, facts);
  const passed = measures.filter(
    each => after[each] > granted[each] && after[each] > budget[each],
  );
  if (passed.length === 0) return [];
  const { name } = partsOfGroupRef(spec.team);
  const because = passed.map(each => {
    const more = amountText(each, after[each] - granted[each]);
    const left = amountText(each, Math.max(0, budget[each] - granted[each]));
    const whole = amountText(each, budget[each]);
    return `This would take ${more} more, and ${name} has ${left} left of ${whole}.`;
  });
  return [{ because: because.join(' '), instead: cheaper(passed, facts) }];
}

const smallest = {
  cpuMilli: 1,
  memoryBytes: 2 ** 20,
  storageBytes: 0,
  pods: 1,
};

function cheaper(
  passed: ReadonlyArray<keyof Amounts>,
  { budget, granted, held }: Facts,
): string {
  const possible = passed.map(each => ({
    each,
    most: Math.max(held[each], budget[each] - granted[each] + held[each]),
  }));
  if (possible.some(({ each, most }) => most < smallest[each])) {
    return 'Remove what the team no longer needs, or have an administrator raise its budget.';
  }
  const amounts = possible.map(({ each, most }) => amountText(each, most));
  return `It is possible with ${amounts.join(', ')}.`;
}

/** A volume of a class that nothing serves would stay pending; one that its namespace has no room for is refused there. */
export function volumeRefusal(spec: VolumeSpec, facts: Facts): Refusal[] {
  const before = facts.previous?.kind === 'volume' ? facts.previous : undefined;
  const current = before ? bytesOf(before.size) ?? 0 : 0;
  const growth = (bytesOf(spec.size) ?? Infinity) - current;
  if (before && growth <= 0) return [];
  return [...classRefusal(spec, facts), ...roomRefusal(current, growth, facts)];
}

function classRefusal(
  { storageClass, accessMode }: VolumeSpec,
  { storageClasses, previous }: Facts,
): Refusal[] {
  const chosen = storageClasses.find(({ name }) => name === storageClass);
  if (chosen?.provisionerRuns) return [];
  const other = storageClasses.find(
    each => each.provisionerRuns && offers(each, accessMode),
  );
  return [
    {
      because: `Nothing serves the class ${storageClass} now: a volume of it would wait for its provisioner for good.`,
      ...(other &&
        !previous && { instead: `The class ${other.name} could be had now.` }),
    },
  ];
}

const offers = ({ accessModes }: StorageClassFacts, mode: string) =>
  accessModes.includes(mode as AccessMode);

function roomRefusal(
  current: number,
  growth: number,
  { storageLeft }: Facts,
): Refusal[] {
  if (storageLeft === undefined || growth <= storageLeft) return [];
  const left = Math.max(0, storageLeft);
  const most = current + left;
  return [
    {
      because: `This would take ${bytesText(
        growth,
      )} more, and the storage quota of the namespace has ${bytesText(
        left,
      )} left.`,
      instead:
        left >= 2 ** 20
          ? `It is possible with ${bytesText(
              most,
            )}, or once the quota of the namespace is raised.`
          : 'It is possible once the storage quota of the namespace is raised.',
    },
  ];
}
