import { groupProblem } from './groupProblem';
import type { Known } from '../known';
import type { Problem } from '../check';
import { memberRoles, type NamespaceSpec } from '../spec';
import { namespaceNameProblem } from '../names';
import { quantityProblem } from './quantityProblem';

const podSecurityLevels: readonly string[] = ['restricted', 'baseline'];

/** What cannot be as it is about a namespace. */
export function namespaceProblems(
  spec: NamespaceSpec,
  known: Known,
): Problem[] {
  const problems = [
    ...quotaProblems(spec, known),
    ...memberProblems(spec, known),
  ];
  const name = namespaceNameProblem(spec.name, known.reservedNames);
  if (name) {
    problems.unshift({ path: 'name', message: `The name ${name}.` });
  }
  if (!podSecurityLevels.includes(spec.podSecurity)) {
    problems.push({
      path: 'podSecurity',
      message:
        'The Pod Security level can be restricted or baseline; privileged pods have no place in a namespace of a team.',
    });
  }
  return problems;
}

function quotaProblems({ quota }: NamespaceSpec, known: Known): Problem[] {
  const { limits } = known;
  const fields = [
    ['cpu', quantityProblem(quota.cpu, 'cpuMilli', limits.cpuMilli)],
    [
      'memory',
      quantityProblem(quota.memory, 'memoryBytes', limits.memoryBytes),
    ],
    ['storage', storageProblem(quota.storage, limits.storageBytes)],
    ['pods', podsProblem(quota.pods, limits.pods)],
  ] as const;
  return fields.flatMap(([field, why]) =>
    why
      ? [{ path: `quota.${field}`, message: `The ${inWords[field]} ${why}.` }]
      : [],
  );
}

const inWords = {
  cpu: 'CPU quota',
  memory: 'memory quota',
  storage: 'storage quota',
  pods: 'number of pods',
};

/** A namespace may well have no storage. */
const storageProblem = (text: string, most: number) =>
  text === '0' ? undefined : quantityProblem(text, 'storageBytes', most);

const podsProblem = (pods: number, most: number) =>
  Number.isInteger(pods) && pods >= 1 && pods <= most
    ? undefined
    : `must be a whole number from 1 to ${most}`;

function memberProblems(spec: NamespaceSpec, known: Known): Problem[] {
  const seen = new Set([spec.team]);
  return spec.members.flatMap(({ group, role }, at) => {
    const problems: Problem[] = [];
    const why =
      groupProblem(group, known) ??
      (seen.has(group)
        ? 'This group has its role already: the owning team may edit, and every other group is named once.'
        : undefined);
    seen.add(group);
    if (why) problems.push({ path: `members.${at}.group`, message: why });
    if (!memberRoles.some(each => each === role)) {
      problems.push({
        path: `members.${at}.role`,
        message: 'The role can be view or edit; nothing beyond them is given.',
      });
    }
    return problems;
  });
}
