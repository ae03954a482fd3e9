import type {
  RequestOptions,
  StorageClassFacts,
} from '@paddock/backstage-plugin-paddock-common';

export interface Choice {
  value: string;
  text: string;
}

/** Where something runs: the value of `PaddockNamespacePicker`. */
export interface Place {
  cluster: string;
  namespace: string;
}

// Neither cluster names nor namespaces have a slash.
export const keyOf = ({ cluster, namespace }: Place) =>
  `${cluster}/${namespace}`;

/** Undefined for what is no place, such as the empty object that a form begins with. */
export function placeOf(value: unknown): Place | undefined {
  const { cluster, namespace } = (value ?? {}) as Partial<Place>;
  return cluster && namespace ? { cluster, namespace } : undefined;
}

export const byText = (a: Choice, b: Choice) => a.text.localeCompare(b.text);

/** With the cluster only where there are several. */
export function namespaceChoices({
  clusters,
  namespaces,
}: RequestOptions): Choice[] {
  return namespaces
    .map(({ cluster, namespace }) => ({
      value: keyOf({ cluster, namespace }),
      text: clusters.length > 1 ? `${namespace} on ${cluster}` : namespace,
    }))
    .sort(byText);
}

export const clusterChoices = ({ clusters }: RequestOptions): Choice[] =>
  clusters
    .map(({ name, title }) => ({ value: name, text: title ?? name }))
    .sort(byText);

/** The cluster that a form has chosen so far, or the only one. */
export function clusterOf(
  { clusters }: RequestOptions,
  form: Record<string, unknown>,
): string | undefined {
  const { cluster, placement, namespace } = form;
  const place = placement === 'new' ? undefined : placeOf(namespace);
  if (place) return place.cluster;
  if (typeof cluster === 'string' && cluster !== '') return cluster;
  return clusters.length === 1 ? clusters[0]?.name : undefined;
}

/** The classes of a cluster, those that fit first. */
export function classesOf(
  { clusters }: RequestOptions,
  cluster: string | undefined,
): StorageClassFacts[] {
  const found = clusters.find(({ name }) => name === cluster);
  return [...(found?.storageClasses ?? [])].sort(
    (a, b) =>
      Number(b.provisionerRuns) - Number(a.provisionerRuns) ||
      a.name.localeCompare(b.name),
  );
}

/** Why a class cannot be chosen for this access mode; undefined where it can. */
export function hindranceOf(
  { provisionerRuns, accessModes }: StorageClassFacts,
  accessMode: unknown,
): string | undefined {
  if (!provisionerRuns) return 'nothing serves it now';
  const fits =
    typeof accessMode !== 'string' ||
    accessModes.some(mode => mode === accessMode);
  return fits ? undefined : `it has no ${accessMode}`;
}

/** What speaks for and against a class, in a sentence. */
export function describeClass({
  accessModes,
  allowExpansion,
  survivesNodeLoss,
}: StorageClassFacts): string {
  const shared = accessModes.some(mode => mode === 'ReadWriteMany');
  const survival = {
    true: 'the data survives the loss of a node',
    false: 'the data is lost with its node',
    undefined: 'nobody has said whether the data survives the loss of a node',
  }[`${survivesNodeLoss}`];
  return [
    shared ? 'Several pods may write at once' : 'One writer at a time',
    survival,
    allowExpansion ? 'it can grow' : 'it cannot grow',
  ].join('; ');
}
