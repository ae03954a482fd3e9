import type { MissingRight } from '@paddock/backstage-plugin-paddock-common';
import type { Actor } from '../access/act';
import { KubeError } from '../kube/connection/errors';
import type {
  EndpointSliceWire,
  HttpRouteWire,
  IngressWire,
  NetworkPolicyWire,
  ReferenceGrantWire,
  ServiceWire,
} from '../kube/objects/networkObjects';
import type { PodObject, SelectorObject } from '../kube/objects/objects';
import { readOwnPods } from '../kube/connection/ownPods';
import { apiPath, versionSegments } from '../kube/connection/paths';
import { readList } from '../kube/connection/readList';

/** What a person may see of what leads to a workload. Undefined is what they may not. */
export interface SeenNetwork {
  pods?: PodObject[];
  services?: ServiceWire[];
  slices?: EndpointSliceWire[];
  ingresses?: IngressWire[];
  httpRoutes?: HttpRouteWire[];
  policies?: NetworkPolicyWire[];
  unread: MissingRight[];
}

const gateway = 'gateway.networking.k8s.io';

/** Reads as the person everything in the namespace that leads to pods. */
export async function readNetwork(
  actor: Actor,
  of: { namespace: string; selector?: SelectorObject },
): Promise<SeenNetwork> {
  const { cluster, as } = actor;
  const { namespace } = of;
  const unread: MissingRight[] = [];
  const read = <Item>(
    group: string,
    plural: string,
    { version = 'v1', in: where = namespace } = {},
  ) =>
    tell(
      readList<Item>(
        cluster.connection,
        apiPath([
          ...versionSegments(group, version),
          'namespaces',
          where,
          plural,
        ]),
        { as },
      ),
      group ? `${plural}.${group}` : plural,
      where,
    );
  async function tell<Item>(
    reading: Promise<Item[]>,
    resource: string,
    inNamespace = namespace,
  ) {
    try {
      return await reading;
    } catch (error) {
      if (!(error instanceof KubeError)) throw error;
      if (error.status === 404) return [];
      if (error.status !== 403) throw error;
      const where = { cluster: cluster.name, namespace: inNamespace };
      unread.push({ ...where, verb: 'list', resource });
      return undefined;
    }
  }
  const [pods, services, slices, ingresses, policies, httpRoutes] =
    await Promise.all([
      tell(readOwnPods(cluster.connection, of, as), 'pods'),
      read<ServiceWire>('', 'services'),
      read<EndpointSliceWire>('discovery.k8s.io', 'endpointslices'),
      read<IngressWire>('networking.k8s.io', 'ingresses'),
      read<NetworkPolicyWire>('networking.k8s.io', 'networkpolicies'),
      (await serves(actor, gateway)) ? readHttpRoutes() : [],
    ]);

  /** Those of the namespace, and those of other namespaces that a ReferenceGrant lets lead here. */
  async function readHttpRoutes(): Promise<HttpRouteWire[] | undefined> {
    const [own, grants] = await Promise.all([
      read<HttpRouteWire>(gateway, 'httproutes'),
      read<ReferenceGrantWire>(gateway, 'referencegrants', {
        version: 'v1beta1',
      }),
    ]);
    const others = await Promise.all(
      [...grantedNamespaces(grants ?? [])]
        .slice(0, MAX_GRANTED)
        .map(each => read<HttpRouteWire>(gateway, 'httproutes', { in: each })),
    );
    const foreign = others.flatMap(each => each ?? []);
    return own || foreign.length > 0 ? [...(own ?? []), ...foreign] : undefined;
  }

  return {
    ...(pods && { pods }),
    ...(services && { services }),
    ...(slices && { slices }),
    ...(ingresses && { ingresses }),
    ...(policies && { policies }),
    ...(httpRoutes && { httpRoutes }),
    unread,
  };
}

/** Each is one more list, asked for by whoever looks. */
const MAX_GRANTED = 10;

/** The namespaces whose HTTPRoutes may lead to Services of this one. */
function grantedNamespaces(grants: ReferenceGrantWire[]): Set<string> {
  const found = new Set<string>();
  for (const { spec } of grants) {
    const toServices = spec?.to?.some(
      ({ group = '', kind }) => group === '' && kind === 'Service',
    );
    if (!toServices) continue;
    for (const { group, kind, namespace } of spec?.from ?? []) {
      if (group === gateway && kind === 'HTTPRoute' && namespace) {
        found.add(namespace);
      }
    }
  }
  return found;
}

/** Of what a cluster does not have nobody lacks the right. */
async function serves({ cluster }: Actor, group: string): Promise<boolean> {
  try {
    await cluster.connection.request('GET', apiPath(['apis', group, 'v1']));
    return true;
  } catch (error) {
    if (error instanceof KubeError) return false;
    throw error;
  }
}
