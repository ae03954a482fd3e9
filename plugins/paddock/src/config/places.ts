import type { WorkloadKind } from '@paddock/backstage-plugin-paddock-common';

export interface ConfigNamespace {
  cluster: string;
  namespace: string;
}

export interface ConfigPlace extends ConfigNamespace {
  name: string;
}

/** A workload whose pods may have an old value. */
export interface Restartable extends ConfigNamespace {
  kind: WorkloadKind;
  name: string;
}

const namespacePath = ({ cluster, namespace }: ConfigNamespace) =>
  `/clusters/${encodeURIComponent(cluster)}/namespaces/${namespace}`;

/** Where the backend answers about the ConfigMaps of a namespace. */
export const mapsPath = (place: ConfigNamespace) =>
  `${namespacePath(place)}/config-maps`;

export const mapPath = (place: ConfigPlace) =>
  `${mapsPath(place)}/${place.name}`;

/** Where it answers about what a workload takes. */
export const workloadConfigPath = (workload: Restartable) =>
  `${namespacePath(workload)}/workloads/${workload.kind}/${
    workload.name
  }/config`;
