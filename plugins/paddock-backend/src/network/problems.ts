import type {
  NetworkProblem,
  PolicyEnforcement,
  PolicyLine,
  RouteLine,
  ServiceLine,
} from '@paddock/backstage-plugin-paddock-common';
import type { PodObject, PodSpecObject } from '../kube/objects/objects';
import type { Labels } from './selects';

/** What is known of a workload and of what leads to it. */
export interface Reached {
  labels: Labels;
  spec: PodSpecObject | null | undefined;
  /** Undefined where the person may not see them; so below. */
  pods?: PodObject[];
  services?: ServiceLine[];
  /** A Service that seems to be meant for it, and selects other pods. */
  astray?: { name: string; selector: Record<string, string> };
  routes: RouteLine[];
  policies: PolicyLine[];
  policiesAre: PolicyEnforcement;
}

/** What keeps a workload from being reached, worst first. Pure. */
export function problemsOf(reached: Reached): NetworkProblem[] {
  const { pods, services = [], astray, labels } = reached;
  const found: NetworkProblem[] = [];
  if (pods?.length === 0) found.push({ is: 'no-pods' });
  if (reached.services && astray) {
    found.push({
      is: 'selector-misses',
      service: astray.name,
      selector: astray.selector,
    });
  } else if (reached.services && services.length === 0) {
    found.push({ is: 'no-service', labels: { ...labels } });
  }
  for (const service of services) {
    found.push(...portProblems(service, reached.spec));
    if (pods && pods.length > 0) found.push(...endpointProblems(service, pods));
  }
  found.push(...policyProblems(reached));
  found.push(...routeProblems(reached.routes, services));
  found.push(
    ...services
      .filter(({ type, external }) => type === 'LoadBalancer' && !external[0])
      .map(
        ({ name, pendingSince }): NetworkProblem => ({
          is: 'load-balancer-pending',
          service: name,
          ...(pendingSince ? { since: pendingSince } : {}),
        }),
      ),
  );
  return found;
}

function portProblems(
  { name, ports }: ServiceLine,
  spec: Reached['spec'],
): NetworkProblem[] {
  const declared = [
    ...(spec?.initContainers ?? []),
    ...(spec?.containers ?? []),
  ].flatMap(each => (each.ports ?? []).flatMap(port => port.name ?? []));
  return ports
    .map(({ targetPort }) => targetPort)
    .filter(port => !/^\d+$/.test(port) && !declared.includes(port))
    .map(targetPort => ({
      is: 'port-not-declared',
      service: name,
      targetPort,
      declared,
    }));
}

function endpointProblems(
  { name, endpoints }: ServiceLine,
  pods: PodObject[],
): NetworkProblem[] {
  if (!endpoints || endpoints.some(({ ready }) => ready)) return [];
  const waiting = pods.filter(pod => !isReady(pod));
  const because = waiting.flatMap(pod => whyNotReady(pod) ?? [])[0];
  return [
    {
      is: 'no-endpoint',
      service: name,
      notReady: waiting.length,
      ...(because ? { because } : {}),
    },
  ];
}

export const isReady = ({ status }: PodObject) =>
  (status?.conditions ?? []).some(
    ({ type, status: holds }) => type === 'Ready' && holds === 'True',
  );

/** What a container waits for or died of, else what the kubelet or the scheduler say of the pod. */
function whyNotReady({ metadata, status }: PodObject): string | undefined {
  const name = metadata?.name ?? 'pod';
  for (const { state } of status?.containerStatuses ?? []) {
    const reason = state?.waiting?.reason ?? state?.terminated?.reason;
    if (reason) return `${name}: ${reason}`;
  }
  for (const type of ['PodScheduled', 'Ready']) {
    const said = status?.conditions?.find(
      each => each.type === type && each.status !== 'True' && each.message,
    );
    if (said) return `${name}: ${said.message}`;
  }
  return undefined;
}

function policyProblems({ policies, policiesAre }: Reached): NetworkProblem[] {
  const isShut =
    policies.length > 0 && policies.every(({ from }) => from.length === 0);
  return isShut && policiesAre !== 'ignored'
    ? [{ is: 'nobody-let-in', policies: policies.map(({ name }) => name) }]
    : [];
}

function routeProblems(
  routes: RouteLine[],
  services: ServiceLine[],
): NetworkProblem[] {
  const rejected = routes.flatMap(({ kind, name, state }): NetworkProblem[] =>
    state?.is === 'rejected'
      ? [
          {
            is: 'route-rejected',
            route: `${kind} ${name}`,
            because: state.because,
          },
        ]
      : [],
  );
  const missing = routes.flatMap(({ kind, name, rules }) =>
    rules
      .filter(({ service, port }) => {
        const ports = services.find(each => each.name === service)?.ports;
        return !ports?.some(
          each => each.name === port || `${each.port}` === port,
        );
      })
      .map(
        ({ service, port }): NetworkProblem => ({
          is: 'route-misses',
          route: `${kind} ${name}`,
          service,
          port,
        }),
      ),
  );
  return [...missing, ...rejected];
}
