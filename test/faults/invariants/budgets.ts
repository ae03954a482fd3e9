import type { Picture } from './picture.ts';

type Budget = { cpuMilli: number; pods: number };
const measures = ['cpuMilli', 'pods'] as const;

/** `100m`, `2` */
const milliOf = (quantity = '0') =>
  quantity.endsWith('m')
    ? Number(quantity.slice(0, -1))
    : Number(quantity) * 1000;

/** I11: what a team was granted, and what its namespaces may really use, is within its budget; what is over holds nothing (I9). */
export function budgetFaults(
  { grants, objects, requests }: Picture,
  budgets: Readonly<Record<string, Budget>>,
): string[] {
  const over = ['withdrawn', 'rejected', 'expired', 'removed'];
  const gone = requests.filter(({ state }) => over.includes(state));
  const left = grants.filter(({ requestId }) =>
    gone.some(({ id }) => id === requestId),
  );
  return [
    ...left.map(({ requestId }) => `I9: ${requestId} still holds a grant`),
    ...Object.entries(budgets).flatMap(([team, budget]) => [
      ...passed(team, budget, grantedTo(team, grants)),
      ...passed(team, budget, usableBy(team, { objects, requests })),
    ]),
  ];
}

const grantedTo = (team: string, grants: Picture['grants']) =>
  grants
    .filter(each => each.team === team)
    .map(({ cpuMilli, pods }) => ({ cpuMilli, pods }));

/** By the quotas in the cluster. */
function usableBy(
  team: string,
  { objects, requests }: Pick<Picture, 'objects' | 'requests'>,
): Budget[] {
  const own = new Set(
    requests.filter(each => each.team === team).map(({ id }) => id),
  );
  return objects
    .filter(
      ({ kind, requestId }) => kind === 'ResourceQuota' && own.has(requestId),
    )
    .map(({ hard }) => ({
      cpuMilli: milliOf(hard['requests.cpu']),
      pods: Number(hard.pods ?? 0),
    }));
}

function passed(team: string, budget: Budget, all: readonly Budget[]) {
  return measures.flatMap(each => {
    const sum = all.reduce((before, amounts) => before + amounts[each], 0);
    return sum > budget[each]
      ? [`I11: ${team} has ${sum} of ${budget[each]} (${each})`]
      : [];
  });
}
