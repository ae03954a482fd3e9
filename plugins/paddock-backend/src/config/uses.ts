import type { ConfigUse } from '@paddock/backstage-plugin-paddock-common';
import type {
  ContainerObject,
  PodSpecObject,
  VolumeObject,
} from '../kube/objects/objects';

/** A ConfigMap or Secret by its kind and name. */
export interface ConfigRef {
  kind: 'ConfigMap' | 'Secret';
  name: string;
}

export interface RefUses extends ConfigRef {
  uses: ConfigUse[];
  /** Every use of it is. */
  optional?: boolean;
}

export const refKey = ({ kind, name }: ConfigRef) => `${kind}/${name}`;

type Found = [ref: ConfigRef, use: ConfigUse, optional: boolean];

/** How a specification names something. */
interface Named {
  name?: string | null;
  optional?: boolean | null;
}

/** What pods of this specification take, and how; each once, in the order of its kind and name. Pure. */
export function usesOf(spec: PodSpecObject | null | undefined): RefUses[] {
  if (!spec) return [];
  const containers = [
    ...(spec.initContainers ?? []),
    ...(spec.containers ?? []),
    ...(spec.ephemeralContainers ?? []),
  ];
  const found = [
    ...containers.flatMap(variablesOf),
    ...(spec.volumes ?? []).flatMap(each => filesOf(each, containers)),
    ...(spec.imagePullSecrets ?? []).flatMap(each =>
      refs('Secret', each, [{ as: 'pull' }]),
    ),
  ];
  const all = new Map<string, RefUses>();
  const needed = new Set<string>();
  for (const [ref, use, optional] of found) {
    const key = refKey(ref);
    const known = all.get(key) ?? { ...ref, uses: [] };
    known.uses.push(use);
    all.set(key, known);
    if (!optional) needed.add(key);
  }
  for (const [key, each] of all) if (!needed.has(key)) each.optional = true;
  return [...all.values()].sort(
    (a, b) => a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name),
  );
}

const refs = (
  kind: ConfigRef['kind'],
  named: Named | null | undefined,
  uses: ConfigUse[],
): Found[] => {
  const { name, optional } = named ?? {};
  return name
    ? uses.map((use): Found => [{ kind, name }, use, optional === true])
    : [];
};

function variablesOf({ name, env, envFrom }: ContainerObject): Found[] {
  const container = name ?? '';
  const single = (env ?? []).flatMap(({ name: variable, valueFrom }) => {
    const { configMapKeyRef, secretKeyRef } = valueFrom ?? {};
    const use = (key: string | null | undefined): ConfigUse[] => [
      { as: 'variable', container, variable: variable ?? '', key: key ?? '' },
    ];
    return [
      ...refs('ConfigMap', configMapKeyRef, use(configMapKeyRef?.key)),
      ...refs('Secret', secretKeyRef, use(secretKeyRef?.key)),
    ];
  });
  const all = (envFrom ?? []).flatMap(({ prefix, configMapRef, secretRef }) => {
    const use: ConfigUse = {
      as: 'all-variables',
      container,
      ...(prefix ? { prefix } : {}),
    };
    return [
      ...refs('ConfigMap', configMapRef, [use]),
      ...refs('Secret', secretRef, [use]),
    ];
  });
  return [...single, ...all];
}

function filesOf(volume: VolumeObject, containers: ContainerObject[]): Found[] {
  const { configMap, secret, projected } = volume;
  const uses = mountsOf(volume.name ?? '', containers);
  return [
    ...refs('ConfigMap', configMap, uses),
    ...refs('Secret', secret && { ...secret, name: secret.secretName }, uses),
    ...(projected?.sources ?? []).flatMap(source => [
      ...refs('ConfigMap', source.configMap, uses),
      ...refs('Secret', source.secret, uses),
    ]),
  ];
}

function mountsOf(volume: string, containers: ContainerObject[]): ConfigUse[] {
  const mounts = containers.flatMap(({ name: container, volumeMounts }) =>
    (volumeMounts ?? [])
      .filter(({ name }) => name === volume)
      .map(({ mountPath, subPath, subPathExpr }): ConfigUse => {
        const where = { container: container ?? '', path: mountPath ?? '' };
        const file = subPath ?? subPathExpr;
        return file
          ? { as: 'one-file', ...where, file }
          : { as: 'files', ...where };
      }),
  );
  return mounts.length > 0 ? mounts : [{ as: 'unmounted', volume }];
}
