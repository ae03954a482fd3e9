import type { MissingRight } from '@paddock/backstage-plugin-paddock-common';
import type { Actor } from '../doors/act';
import { KubeError } from '../kube/errors';
import type {
  EndpointSliceWire,
  HttpRouteWire,
  IngressWire,
  NetworkPolicyWire,
  ServiceWire,
} from '../kube/networkObjects';
import type { PodObject, SelectorObject } from '../kube/objects';
import { readOwnPods } from '../kube/ownPods';
import { apiPath, versionSegments } from '../kube/paths';
import { readList } from '../kube/readList';

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
  const read = <Item>(group: string, plural: string) =>
    tell(
      readList<Item>(
        cluster.connection,
        apiPath([
          ...versionSegments(group, 'v1'),
          'namespaces',
          namespace,
          plural,
        ]),
        { as },
      ),
      group ? `${plural}.${group}` : plural,
    );
  async function tell<Item>(reading: Promise<Item[]>, resource: string) {
    try {
      return await reading;
    } catch (error) {
      if (!(error instanceof KubeError)) throw error;
      if (error.status === 404) return [];
      if (error.status !== 403) throw error;
      const where = { cluster: cluster.name, namespace };
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
      (await serves(actor, gateway))
        ? read<HttpRouteWire>(gateway, 'httproutes')
        : [],
    ]);
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
