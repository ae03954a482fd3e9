import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import type {
  ClusterObjects,
  CustomResourceMatcher,
  FetchResponse,
  ObjectsByEntityResponse,
} from '@backstage/plugin-kubernetes-common';
import type { KubernetesObjectsProvider } from '@backstage/plugin-kubernetes-node';
import type { MayList } from './clustersService';
import { judgePods } from './judgePods';

/** The API group of every kind that plugin-kubernetes fetches by name; what is not here is not shown. */
const groups: Partial<Record<FetchResponse['type'], string>> = {
  pods: '',
  services: '',
  configmaps: '',
  limitranges: '',
  resourcequotas: '',
  persistentvolumeclaims: '',
  deployments: 'apps',
  replicasets: 'apps',
  statefulsets: 'apps',
  daemonsets: 'apps',
  horizontalpodautoscalers: 'autoscaling',
  jobs: 'batch',
  cronjobs: 'batch',
  ingresses: 'networking.k8s.io',
};

const customResourcesAtMost = 20;

interface Namespaced {
  apiVersion?: string;
  metadata?: { namespace?: string };
}

type MayListIn = (
  listing: { group: string; resource: string },
  namespace: string,
) => Promise<boolean>;

const namespaceAnnotation = 'backstage.io/kubernetes-namespace';

/**
 * plugin-kubernetes reads with the portal's rights and shows what it finds to
 * whoever asks. This leaves of an answer what the cluster's RBAC lets that
 * person list; of cluster-scoped objects and Secrets nothing.
 *
 * Its page calls a cluster without pods free of errors. So a cluster whose pods
 * the person may not list is left out and named in an error; where that leaves
 * none, the answer is 403.
 */
export function withinRights(
  provider: KubernetesObjectsProvider,
  mayList: MayList,
): KubernetesObjectsProvider {
  const within = async (
    credentials: BackstageCredentials,
    answer: ObjectsByEntityResponse,
    custom: CustomResourceMatcher[] = [],
  ) => ({
    items: await Promise.all(
      answer.items.map(item => {
        const cluster = item.cluster.name;
        return clusterWithin(item, custom, (listing, namespace) =>
          mayList(credentials, { cluster, namespace, ...listing }),
        );
      }),
    ),
  });
  return {
    async getKubernetesObjectsByEntity(request, options) {
      const { credentials } = options;
      const namespace =
        request.entity.metadata?.annotations?.[namespaceAnnotation];
      const found = await provider.getKubernetesObjectsByEntity(
        request,
        options,
      );
      const { items } = await within(credentials, found);
      const judged = await Promise.all(
        items.map(async (item, index) => {
          const cluster = item.cluster.name;
          const mayListPods = await mayList(credentials, {
            cluster,
            namespace,
            group: '',
            resource: 'pods',
          });
          return judgePods(item, {
            namespace,
            mayListPods,
            errors: found.items[index]!.errors,
          });
        }),
      );
      return joined(judged);
    },
    async getCustomResourcesByEntity(request, options) {
      const { customResources } = request;
      // Each is a call to every cluster, with the portal's rights.
      if (customResources.length > customResourcesAtMost) {
        throw new InputError(
          `At most ${customResourcesAtMost} kinds of custom resources can be asked for at once.`,
        );
      }
      return within(
        options.credentials,
        await provider.getCustomResourcesByEntity(request, options),
        customResources,
      );
    },
  };
}

/** @throws NotAllowedError where every cluster is left out */
function joined(
  judged: ReturnType<typeof judgePods>[],
): ObjectsByEntityResponse {
  const items = judged.flatMap(each => ('item' in each ? [each.item] : []));
  const left = judged.flatMap(each =>
    'leftOut' in each ? [each.leftOut] : [],
  );
  const [first, ...rest] = items;
  if (left.length === 0) return { items };
  if (!first) throw new NotAllowedError(left.join(' '));
  // The page shows errors by cluster; each message names its own.
  const errors = left.map(message => ({
    errorType: 'FETCH_ERROR' as const,
    message,
  }));
  return {
    items: [{ ...first, errors: [...errors, ...first.errors] }, ...rest],
  };
}

async function clusterWithin(
  item: ClusterObjects,
  custom: CustomResourceMatcher[],
  mayList: MayListIn,
): Promise<ClusterObjects> {
  const resources = await Promise.all(
    item.resources.map(async response => {
      const kept = await keep(response.resources as Namespaced[], object =>
        mayListAll(listingsOf(response.type, object, custom), object, mayList),
      );
      return { ...response, resources: kept } as FetchResponse;
    }),
  );
  const podMetrics = await keep(item.podMetrics, ({ pod }) =>
    mayListAll([{ group: '', resource: 'pods' }], pod as Namespaced, mayList),
  );
  // What the cluster refused may name namespaces; a person with rights there sees it on Paddock's own pages.
  const errors = resources.some(({ resources: { length } }) => length > 0)
    ? item.errors
    : [];
  return { ...item, resources, podMetrics, errors };
}

/** What a person must be allowed to list to see this object; nothing where that is not known. */
function listingsOf(
  type: FetchResponse['type'],
  { apiVersion = '' }: Namespaced,
  custom: CustomResourceMatcher[],
): Array<{ group: string; resource: string }> {
  const group = groups[type];
  if (group !== undefined) return [{ group, resource: type }];
  if (type !== 'customresources') return [];
  // The answer does not say which plural an object was found by: all that were asked of its group count, and of kinds
  // of Kubernetes' own, whose lists name no apiVersion for their items, all that were asked at all.
  const own = apiVersion.includes('/') ? apiVersion.split('/')[0] : undefined;
  return custom
    .filter(each => own === undefined || each.group === own)
    .map(each => ({ group: each.group, resource: each.plural }));
}

async function mayListAll(
  listings: Array<{ group: string; resource: string }>,
  object: Namespaced | undefined,
  mayList: MayListIn,
): Promise<boolean> {
  const namespace = object?.metadata?.namespace;
  if (!namespace || listings.length === 0) return false;
  const answers = await Promise.all(
    listings.map(listing => mayList(listing, namespace)),
  );
  return answers.every(Boolean);
}

async function keep<T>(
  items: T[],
  allowed: (item: T) => Promise<boolean>,
): Promise<T[]> {
  const answers = await Promise.all(items.map(allowed));
  return items.filter((_, index) => answers[index]);
}
