import type {
  ConfigInUse,
  ConfigMapLine,
  ConfigPod,
  MayConfig,
  MissingRight,
} from '@paddock/backstage-plugin-paddock-common';

const count = (amount: number, what: string) =>
  `${amount} ${what}${amount === 1 ? '' : 's'}`;

const isOld = ({ value }: ConfigPod) => value.has === 'old';

/** New pods cannot start without it. */
const isNeededInVain = ({ known, optional, podsOnly }: ConfigInUse) =>
  known.state === 'missing' && !optional && !podsOnly;

/** The first line about what a workload takes. */
export function describeConfig(name: string, items: ConfigInUse[]): string {
  if (items.length === 0) {
    return `${name} takes nothing from ConfigMaps or Secrets: its configuration is in its image and in its manifest.`;
  }
  const maps = items.filter(({ kind }) => kind === 'ConfigMap');
  const missing = maps.filter(isNeededInVain);
  if (missing.length > 0) {
    const which = missing.map(each => `the ConfigMap ${each.name}`);
    const does = missing.length === 1 ? 'does' : 'do';
    return `${name} needs ${which.join(
      ' and ',
    )}, which ${does} not exist: new pods cannot start.`;
  }
  const old = maps.filter(({ pods }) => pods?.some(isOld));
  if (old.length > 0) {
    return `${name} runs pods that still have an old value of ${old
      .map(each => each.name)
      .join(' and ')}. Restart it to give them the new one.`;
  }
  const secrets = items.length - maps.length;
  const parts = [
    ...(maps.length > 0 ? [count(maps.length, 'ConfigMap')] : []),
    ...(secrets > 0 ? [count(secrets, 'Secret')] : []),
  ];
  const isUnsure = maps.some(
    ({ known, pods }) =>
      known.state === 'hidden' || (known.state === 'known' && !pods),
  );
  return `${name} takes ${parts.join(' and ')}${
    isUnsure ? '.' : '; no pod is known to have an old value.'
  }`;
}

/** How far the last change has come: `2 of 3 pods have an old value`. */
export function describePods(pods: ConfigPod[] | undefined): string {
  if (!pods) return 'You may not list the pods that use it.';
  if (pods.length === 0) return 'No pod uses it now.';
  const having = (has: ConfigPod['value']['has']) =>
    pods.filter(({ value }) => value.has === has).length;
  const parts = [
    [
      having('old'),
      'started before the last change and still have what it held then',
      'started before the last change and still has what it held then',
    ],
    [having('current'), 'have what it holds now', 'has what it holds now'],
    [
      having('starting'),
      'have not started yet, and will read what it holds then',
      'has not started yet, and will read what it holds then',
    ],
    [
      having('files'),
      'read it as files, which follow a change by themselves within about a minute; whether the program reads them again is up to it',
      'reads it as files, which follow a change by themselves within about a minute; whether the program reads them again is up to it',
    ],
    [having('unknown'), 'cannot be told about', 'cannot be told about'],
  ] as const;
  return `Of ${count(pods.length, 'pod')}: ${parts
    .filter(([amount]) => amount > 0)
    .map(([amount, many, one]) => `${amount} ${amount === 1 ? one : many}`)
    .join('; ')}.`;
}

export function describeList(items: ConfigMapLine[]): string {
  const old = items.filter(({ oldPods = 0 }) => oldPods > 0);
  if (items.length === 0) return 'No ConfigMap yet.';
  const all = count(items.length, 'ConfigMap');
  if (items.some(({ oldPods }) => oldPods === undefined)) return `${all}.`;
  if (old.length === 0) return `${all}; no pod is known to have an old value.`;
  return `${all}: of ${old.length} some pods still have an old value.`;
}

export const lacks = ({ verb, resource, namespace, cluster }: MissingRight) =>
  `You lack the right to ${verb} ${resource} in ${namespace} of ${cluster}. The team that owns the namespace can give it.`;

/** Whether a button can be used, or why not. */
export function mayOf(may: MayConfig): true | string {
  switch (may.state) {
    case 'possible':
      return true;
    case 'forbidden':
      return lacks(may.missing);
    case 'immutable':
      return 'It is immutable: it can be deleted and created anew, and never changed.';
    default:
      return `${may.owner.tool} keeps it as a repository says (${may.owner.name}). Change it there.`;
  }
}

/** `3 B`, `12.5 KiB` */
export function bytesInWords(bytes: number): string {
  return bytes < 1024
    ? `${bytes} B`
    : `${(bytes / 1024).toFixed(1).replace(/\.0$/, '')} KiB`;
}
