import type { WorkloadNetwork } from '@paddock/backstage-plugin-paddock-common';
import type { ServiceWire } from '../kube/objects/networkObjects';
import type { PodObject, WorkloadObject } from '../kube/objects/objects';
import { present } from '../kube/connection/present';
import { projectHttpRoute, projectIngress } from './outside';
import { projectPolicies } from './policies';
import { isReady, problemsOf } from './problems';
import type { SeenNetwork } from './read';
import { type Labels, serviceSelects } from './selects';
import { projectService } from './services';
import type { NetworkSettings } from './settings';

/** How a workload is reached, as far as the person sees it. Pure. */
export function projectNetwork(
  of: { namespace: string; name: string; workload: WorkloadObject },
  seen: SeenNetwork,
  { domain, policiesAre }: NetworkSettings,
): WorkloadNetwork {
  const template = of.workload.spec?.template;
  const labels = present(template?.metadata?.labels);
  const pods = seen.pods?.filter(
    ({ metadata }) => !metadata?.deletionTimestamp,
  );
  const behind = seen.services?.filter(each => leadsTo(each, labels));
  const services = behind?.map(each => projectService(each, seen.slices));
  const names = new Set(services?.map(({ name }) => name));
  const routes = [
    ...(seen.ingresses ?? []).flatMap(
      each => projectIngress(each, names) ?? [],
    ),
    ...(seen.httpRoutes ?? []).flatMap(
      each =>
        projectHttpRoute(each, { namespace: of.namespace, services: names }) ??
        [],
    ),
  ];
  const policies = projectPolicies(seen.policies ?? [], labels);
  const others = (seen.services ?? []).filter(each => !leadsTo(each, labels));
  const astray = astrayOf(of, others);
  return {
    namespace: of.namespace,
    domain,
    pods: {
      all: pods?.length ?? 0,
      ready: pods?.filter(isReady).length ?? 0,
    },
    services: services ?? [],
    routes,
    policies,
    policiesAre,
    nodes: nodesOf(pods ?? []),
    problems: problemsOf({
      labels,
      spec: template?.spec,
      ...(pods ? { pods } : {}),
      ...(services ? { services } : {}),
      ...(astray ? { astray } : {}),
      routes,
      policies,
      policiesAre,
    }),
    idle: idleAmong(others, seen.slices),
    unread: seen.unread,
  };
}

/** Services that have a selector and, by their EndpointSlices, nothing behind them. */
function idleAmong(
  services: ServiceWire[],
  slices: SeenNetwork['slices'],
): WorkloadNetwork['idle'] {
  if (!slices) return [];
  return services
    .filter(({ spec }) => spec?.type !== 'ExternalName')
    .map(each => ({
      name: each.metadata?.name ?? '',
      selector: present(each.spec?.selector),
      endpoints: projectService(each, slices).endpoints,
    }))
    .filter(
      ({ selector, endpoints }) =>
        Object.keys(selector).length > 0 && endpoints?.length === 0,
    )
    .map(({ name, selector }) => ({ name, selector }));
}

/** Argo Rollouts points a Service at one revision by this; pods carry it, and templates do not. */
const REVISION = 'rollouts-pod-template-hash';

function leadsTo({ spec }: ServiceWire, labels: Labels): boolean {
  const { [REVISION]: revision, ...selector } = present(spec?.selector);
  return spec?.type !== 'ExternalName' && serviceSelects(selector, labels);
}

const COMPONENT = 'backstage.io/kubernetes-id';

/** A Service that by its name or its component is meant for a workload. */
function astrayOf(
  { name, workload }: { name: string; workload: WorkloadObject },
  services: ServiceWire[],
) {
  const component = workload.metadata?.labels?.[COMPONENT];
  const found = services.find(
    ({ metadata, spec }) =>
      spec?.type !== 'ExternalName' &&
      Object.keys(spec?.selector ?? {}).length > 0 &&
      (metadata?.name === name ||
        (component !== undefined &&
          metadata?.labels?.[COMPONENT] === component)),
  );
  return (
    found && {
      name: found.metadata?.name ?? '',
      selector: present(found.spec?.selector),
    }
  );
}

const nodesOf = (pods: PodObject[]) =>
  [...new Set(pods.flatMap(({ status }) => status?.hostIP ?? []))].sort();
