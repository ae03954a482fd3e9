import { ANNOTATION_KUBERNETES_API_SERVER } from '@backstage/plugin-kubernetes-common';
import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';

/**
 * Leaves out clusters that come from catalog entities: whoever may write an
 * entity would choose where the portal's credentials are sent to. The catalog
 * locator is the one that passes its entity's annotations on, of which the API
 * server's address is always one. Of several with one name the first stays.
 */
export function trustedClusters(clusters: ClusterDetails[]): {
  trusted: ClusterDetails[];
  fromCatalog: string[];
} {
  const byName = new Map<string, ClusterDetails>();
  const fromCatalog: string[] = [];
  for (const cluster of clusters) {
    if (ANNOTATION_KUBERNETES_API_SERVER in cluster.authMetadata) {
      fromCatalog.push(cluster.name);
    } else if (!byName.has(cluster.name)) {
      byName.set(cluster.name, cluster);
    }
  }
  return { trusted: [...byName.values()], fromCatalog };
}
