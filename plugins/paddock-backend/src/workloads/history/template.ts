import type {
  TemplateChange,
  WorkloadRevision,
} from '@paddock/backstage-plugin-paddock-common';
import type { Container, PodTemplate } from '../../kube/objects/objects';

/** What differs between two pod templates, in words for the place and values as they are. Pure. */
export function changesBetween(
  before: PodTemplate,
  after: PodTemplate,
): TemplateChange[] {
  const a = factsOf(before);
  const b = factsOf(after);
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter(what => a.get(what) !== b.get(what))
    .map(what => ({
      what,
      ...(a.has(what) ? { before: a.get(what) } : {}),
      ...(b.has(what) ? { after: b.get(what) } : {}),
    }));
}

/** Which ConfigMaps and Secrets pods of this template read, by volume or by environment. */
export function readsOf({ spec }: PodTemplate): WorkloadRevision['reads'] {
  const found = new Map<string, WorkloadRevision['reads'][number]>();
  const add = (kind: 'ConfigMap' | 'Secret', name: string | undefined) => {
    if (name) found.set(`${kind}/${name}`, { kind, name });
  };
  for (const { configMap, secret, projected } of spec?.volumes ?? []) {
    add('ConfigMap', configMap?.name);
    add('Secret', secret?.secretName);
    for (const source of projected?.sources ?? []) {
      add('ConfigMap', source.configMap?.name);
      add('Secret', source.secret?.name);
    }
  }
  for (const { env, envFrom } of containersOf(spec)) {
    for (const { valueFrom } of env ?? []) {
      add('ConfigMap', valueFrom?.configMapKeyRef?.name);
      add('Secret', valueFrom?.secretKeyRef?.name);
    }
    for (const { configMapRef, secretRef } of envFrom ?? []) {
      add('ConfigMap', configMapRef?.name);
      add('Secret', secretRef?.name);
    }
  }
  return [...found.values()];
}

export const imagesOf = ({ spec }: PodTemplate) =>
  (spec?.containers ?? []).flatMap(({ image }) => image ?? []);

const containersOf = (spec: PodTemplate['spec']): Container[] => [
  ...(spec?.initContainers ?? []),
  ...(spec?.containers ?? []),
];

/** Written by the controllers themselves, or by every restart: no difference that somebody made. */
const ownMarks = [
  'pod-template-hash',
  'rollouts-pod-template-hash',
  'controller-revision-hash',
];

/** Every fact of a template under a name that a person understands. Lists with names are compared by name. */
function factsOf({ metadata, spec }: PodTemplate): Map<string, string> {
  const facts = new Map<string, string>();
  for (const [key, value] of Object.entries(metadata?.labels ?? {})) {
    if (!ownMarks.includes(key)) facts.set(`label ${key}`, value);
  }
  for (const [key, value] of Object.entries(metadata?.annotations ?? {})) {
    facts.set(`annotation ${key}`, value);
  }
  for (const container of containersOf(spec)) addContainer(facts, container);
  for (const { name, ...source } of spec?.volumes ?? []) {
    facts.set(`volume ${name}`, textOf(source));
  }
  const { containers, initContainers, volumes, ...rest } = spec ?? {};
  for (const [key, value] of Object.entries(rest)) {
    facts.set(key, textOf(value));
  }
  return facts;
}

function addContainer(facts: Map<string, string>, container: Container) {
  const { name, env, resources, volumeMounts, ...rest } = container;
  for (const { name: variable, value, valueFrom } of env ?? []) {
    const from = valueFrom ? textOf(valueFrom) : value ?? '';
    facts.set(`env ${variable} of ${name}`, from);
  }
  for (const side of ['requests', 'limits'] as const) {
    for (const [what, amount] of Object.entries(resources?.[side] ?? {})) {
      facts.set(`${what} ${side} of ${name}`, String(amount));
    }
  }
  for (const { mountPath, ...mount } of volumeMounts ?? []) {
    facts.set(`mount ${mountPath} of ${name}`, textOf(mount));
  }
  for (const [key, value] of Object.entries(rest)) {
    facts.set(`${key} of ${name}`, textOf(value));
  }
}

/** The same text for the same value, whatever the order of its keys. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value, (_, each: unknown) =>
    each && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(
          Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : each,
  );
}
