import {
  type EffectObject,
  partsOfGroupRef,
} from '@paddock/backstage-plugin-paddock-common';
import type { RequestSettings } from '../settings';
import type { ClusterVault } from '../settings/readVault';

/** What effects are planned with. */
export interface PlanContext {
  requestId: string;
  settings: Pick<RequestSettings, 'baseline' | 'vault'>;
  /** What a cluster calls a group of the catalog; undefined for one that it has no name for, or must not know. */
  groupName: (cluster: string, ref: string) => string | undefined;
}

/** Where an object lies, and what it is called. */
export interface Place {
  name: string;
  /** Without it, the object lies in the cluster. */
  namespace?: string;
}

/** The beginning of every object that is made: with our mark, by which it is known to be ours. */
export const marked = (
  apiVersion: string,
  kind: string,
  { name, namespace }: Place,
  { requestId }: Pick<PlanContext, 'requestId'>,
): EffectObject => ({
  apiVersion,
  kind,
  metadata: {
    name,
    ...(namespace !== undefined && { namespace }),
    labels: {
      'app.kubernetes.io/managed-by': 'paddock',
      'paddock.internal/request': requestId,
    },
  },
});

/** What pods of this cluster have to do with Vault; undefined where none is set up. */
export const vaultOf = (
  { settings }: Pick<PlanContext, 'settings'>,
  cluster: string,
): ClusterVault | undefined =>
  settings.vault?.clusters.find(({ name }) => name === cluster);

/** The last part of a ref, with its catalog namespace where that is not the default one: fit for labels and names. */
export function shortGroup(ref: string): string {
  const { namespace, name } = partsOfGroupRef(ref);
  return namespace === 'default' ? name : `${namespace}.${name}`;
}
