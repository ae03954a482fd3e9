import type {
  ClusterObjects,
  KubernetesFetchError,
} from '@backstage/plugin-kubernetes-common';

interface Asked {
  /** The one that the entity names; undefined where it is looked for in all. */
  namespace: string | undefined;
  /** In that namespace, or in all. */
  mayListPods: boolean;
  /** What the cluster itself refused or did not answer. */
  errors: KubernetesFetchError[];
}

type Judged = { item: ClusterObjects } | { leftOut: string };

/**
 * Whether what is left of a cluster's answer says how its pods are. It depends on
 * rights alone, never on what was found: nobody learns of pods that they may not see. Pure.
 */
export function judgePods(item: ClusterObjects, asked: Asked): Judged {
  const { namespace, mayListPods, errors } = asked;
  // All of them are of what this person may see: an outage must not look like no pods.
  if (mayListPods) return { item: { ...item, errors } };
  const { name } = item.cluster;
  const isRead = item.resources.some(({ type }) => type === 'pods');
  // Rights are the cluster's to tell: of one that does not answer, they are not known.
  if (!isRead && errors.some(({ errorType }) => errorType === 'FETCH_ERROR')) {
    const message = `Cluster ${name} does not answer, so neither its pods nor your rights there are known.`;
    return withError(item, message);
  }
  if (namespace) {
    return {
      leftOut: `You may not list pods in namespace ${namespace} of cluster ${name}, so it is not known whether they have errors. Ask whoever administers the namespace for the right to list pods.`,
    };
  }
  const isEmpty = item.resources.every(
    ({ resources }) => resources.length === 0,
  );
  if (isEmpty) {
    return {
      leftOut: `You may see nothing of this component in cluster ${name}. The component names no namespace, and you may not list pods in all of them. Add the annotation backstage.io/kubernetes-namespace to the component, or ask for the right to list pods.`,
    };
  }
  return withError(
    item,
    `What is in namespaces of cluster ${name} where you may not list pods is left out.`,
  );
}

const withError = (item: ClusterObjects, message: string): Judged => ({
  item: {
    ...item,
    errors: [{ errorType: 'FETCH_ERROR', message }, ...item.errors],
  },
});
