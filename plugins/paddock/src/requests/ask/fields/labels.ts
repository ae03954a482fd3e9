import type {
  Problem,
  RequestSpec,
} from '@paddock/backstage-plugin-paddock-common';

/** What the fields are called; the keys are paths within a specification. */
export const labels = {
  cluster: 'Cluster',
  team: 'Owning team',
  purpose: 'Purpose',
  component: 'Component',
  days: 'Days until it expires',
  namespace: 'Namespace',
  name: 'Name',
  environment: 'Environment',
  'quota.cpu': 'CPU',
  'quota.memory': 'Memory',
  'quota.storage': 'Storage',
  'quota.pods': 'Pods',
  podSecurity: 'Pod Security level',
  members: 'Other groups',
  serviceAccount: 'Service account',
  keys: 'Keys',
  size: 'Size',
  storageClass: 'Storage class',
  accessMode: 'Who writes',
  fromSnapshot: 'Begin with the snapshot',
} as const;
export type FieldPath = keyof typeof labels;

/** Fields that have to be filled in before anything can be said. */
const required: Record<RequestSpec['kind'], FieldPath[]> = {
  namespace: [
    'cluster',
    'team',
    'name',
    'quota.cpu',
    'quota.memory',
    'quota.storage',
  ],
  secret: ['cluster', 'team', 'namespace', 'name', 'serviceAccount'],
  volume: ['cluster', 'team', 'namespace', 'name', 'size', 'storageClass'],
};

function valueAt(spec: RequestSpec, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | undefined)?.[key],
      spec,
    );
}

/** Labels of the fields that are still empty. */
export function missingOf(spec: RequestSpec): string[] {
  return required[spec.kind]
    .filter(path => !valueAt(spec, path))
    .map(path => labels[path]);
}

/** What the portal says to a field, or to what lies below it. */
export function problemAt(
  problems: readonly Problem[],
  path: FieldPath,
): string | undefined {
  const here = problems.filter(
    each => each.path === path || each.path.startsWith(`${path}.`),
  );
  return here.length > 0 ? here.map(each => each.message).join(' ') : undefined;
}

/** A problem's path as people say it: `Other groups`, or the path itself where no field has it. */
export function labelAt(path: string): string {
  const known = Object.entries(labels).find(
    ([each]) => path === each || path.startsWith(`${each}.`),
  );
  return known ? known[1] : path;
}
