import type { createRandom } from '../world/backend.ts';

type Random = ReturnType<typeof createRandom>;

const bounded: Array<[resource: string, amounts: string[]]> = [
  ['cpu', ['1', '1500m', '20']],
  ['memory', ['1Gi', '512Mi', '2000M']],
  ['pods', ['0', '10', '250']],
  ['requests.cpu', ['250m', '4', '0.5']],
  ['requests.memory', ['1Gi', '128974848', '1.5Gi']],
  ['requests.storage', ['10Gi', '1Ti']],
  ['requests.ephemeral-storage', ['1Gi']],
  ['limits.cpu', ['2', '7500m']],
  ['limits.memory', ['2Gi', '4096Mi']],
  ['count/deployments.apps', ['5']],
  ['count/configmaps', ['100']],
  ['services.nodeports', ['0', '2']],
  ['persistentvolumeclaims', ['3']],
  ['fast.storageclass.storage.k8s.io/requests.storage', ['5Gi']],
  ['requests.example.com/gpu', ['4']],
];

const scopes = [
  {},
  {},
  { scopes: ['NotTerminating'] },
  { scopes: ['NotBestEffort', 'Terminating'] },
  {
    scopeSelector: {
      matchExpressions: [
        { scopeName: 'PriorityClass', operator: 'In', values: ['high'] },
      ],
    },
  },
];
/** What quotas of these scopes may bound. */
const ofPods = /^(cpu|memory|pods|requests\.(cpu|memory)|limits\..*)$/;

export interface QuotaCase {
  spec: { hard: Record<string, string>; scopes?: string[] };
  status: object;
}

/** Whatever quotas may bound, with and without scopes, counted and not counted yet. */
export function quotaCases(random: Random, number: number): QuotaCase[] {
  return Array.from({ length: number }, () => {
    const scope = random.pick(scopes);
    const names = bounded.filter(
      ([name]) => Object.keys(scope).length === 0 || ofPods.test(name),
    );
    const some = names.filter(() => random.below(2) === 0);
    const chosen = some.length > 0 ? some : names.slice(0, 1);
    const amounts = () =>
      Object.fromEntries(
        chosen.map(([name, values]) => [name, random.pick(values)]),
      );
    const hard = amounts();
    const counted = random.below(6) > 0;
    return {
      spec: { ...scope, hard },
      status: counted ? { hard, used: amounts() } : {},
    };
  });
}
