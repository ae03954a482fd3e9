import type { NetworkProblem, WorkloadNetwork } from './schemas';

const pairs = (labels: Record<string, string>) =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');

const listed = (names: string[]) => names.join(' and ');

/** One problem in a sentence, with what to do about it. */
export function describeNetworkProblem(problem: NetworkProblem): string {
  switch (problem.is) {
    case 'no-pods':
      return 'It has no pods, so nothing can answer.';
    case 'no-service':
      return `No Service selects its pods (${pairs(
        problem.labels,
      )}), so it has no address that stays. Create one, or use port-forward to a pod.`;
    case 'selector-misses':
      return `The Service ${problem.service} looks for pods with ${
        pairs(problem.selector) || 'no labels'
      }, which its pods do not have. Make the Service's selector and the pods' labels the same.`;
    case 'port-not-declared': {
      const { service, targetPort, declared } = problem;
      const has =
        declared.length > 0
          ? `they declare ${declared.join(', ')}`
          : 'they declare no port by name';
      return `The Service ${service} leads to the port "${targetPort}", which its pods do not declare: ${has}. Name the port in the container, or give the Service a number.`;
    }
    case 'no-endpoint': {
      const { service, notReady, because } = problem;
      const pods =
        notReady === 0
          ? 'no pod is behind it'
          : `of ${notReady} ${notReady === 1 ? 'pod' : 'pods'} none is ready`;
      return `The Service ${service} does not answer: ${pods}${
        because ? ` (${because})` : ''
      }.`;
    }
    case 'route-misses':
      return `${problem.route} leads to port ${problem.port} of the Service ${problem.service}, which it does not have.`;
    case 'route-rejected':
      return `${problem.route} does not answer: ${problem.because}.`;
    case 'load-balancer-pending':
      return `The load balancer of the Service ${problem.service} has no address yet. Look at the events of the Service, and whether the cluster has a controller for load balancers.`;
    default:
      return `The ${
        problem.policies.length === 1 ? 'NetworkPolicy' : 'NetworkPolicies'
      } ${listed(problem.policies)} ${
        problem.policies.length === 1 ? 'lets' : 'let'
      } nobody in.`;
  }
}

/** The first line: can it be reached, and how? */
export function describeReach(name: string, network: WorkloadNetwork): string {
  const [worst] = network.problems;
  if (worst) return describeNetworkProblem(worst);
  const { services, pods } = network;
  const routes = network.routes.filter(
    ({ state }) => state === undefined || state.is === 'accepted',
  );
  if (services.length === 0) {
    return `How ${name} can be reached is not known: you may not list Services here.`;
  }
  const ways = [
    services.length === 1
      ? `the Service ${services[0]?.name}`
      : `${services.length} Services`,
    ...(routes.length > 0
      ? [
          `${routes.length} ${
            routes.length === 1 ? 'route' : 'routes'
          } from outside`,
        ]
      : []),
  ];
  return `${name} can be reached by ${listed(ways)}: ${pods.ready} of ${
    pods.all
  } pods ${pods.all === 1 ? 'is' : 'are'} ready.`;
}

/** Services that nothing stands behind; undefined where there are none. */
export function describeIdleServices({
  idle,
}: WorkloadNetwork): string | undefined {
  if (idle.length === 0) return undefined;
  const each = idle.map(({ name, selector }) => `${name} (${pairs(selector)})`);
  return idle.length === 1
    ? `The Service ${each[0]} of this namespace selects no pod.`
    : `${idle.length} Services of this namespace select no pod: ${each.join(
        ', ',
      )}.`;
}

/** What the policies around it mean here; undefined where there are none. */
export function describePolicies({
  policies,
  policiesAre,
}: WorkloadNetwork): string | undefined {
  if (policies.length === 0) return undefined;
  switch (policiesAre) {
    case 'ignored':
      return 'This cluster stores NetworkPolicies and does not enforce them, so the portal’s configuration says: everybody is let in.';
    case 'enforced':
      return 'Others than these are kept out.';
    default:
      return 'Whether this cluster enforces NetworkPolicies is not known: it cannot be asked. Where it does, others than these are kept out.';
  }
}
