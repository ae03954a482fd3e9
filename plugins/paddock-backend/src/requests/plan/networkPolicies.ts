import type { EffectObject } from '@paddock/backstage-plugin-paddock-common';
import type { ClusterVault } from '../settings/readVault';
import type { Baseline } from '../settings/schema';
import { marked, type PlanContext, vaultOf } from './context';

/**
 * Everything is denied, and then allowed: DNS, the namespace itself, what comes in through the ingress controller, and
 * Vault. They add up; a cluster whose network does not enforce them ignores all of them.
 */
export function networkPolicies(
  { cluster, namespace }: { cluster: string; namespace: string },
  context: PlanContext,
): EffectObject[] {
  const { dns, ingressNamespaces } = context.settings.baseline;
  const specs = {
    'paddock-default-deny': { policyTypes: ['Ingress', 'Egress'] },
    'paddock-allow-dns': egressTo([podsOf(dns)], dnsPorts(dns.port)),
    'paddock-allow-same-namespace': {
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{ to: [{ podSelector: {} }] }],
    },
    'paddock-allow-ingress': ingressFrom(ingressNamespaces),
    'paddock-allow-vault': vaultEgress(vaultOf(context, cluster)),
  };
  const version = 'networking.k8s.io/v1';
  return Object.entries(specs).flatMap(([name, spec]) =>
    spec
      ? {
          ...marked(version, 'NetworkPolicy', { name, namespace }, context),
          spec: { podSelector: {}, ...spec },
        }
      : [],
  );
}

type Labels = Record<string, string>;

const namespaceOf = (matchLabels: Labels) => ({
  namespaceSelector: { matchLabels },
});

const podsOf = (of: Baseline['dns']) => ({
  ...namespaceOf(of.namespaceLabels),
  podSelector: { matchLabels: of.podLabels },
});

const dnsPorts = (port: number) => [
  { protocol: 'UDP', port },
  { protocol: 'TCP', port },
];

const egressTo = (to: object[], ports: object[]) => ({
  policyTypes: ['Egress'],
  egress: [{ to, ports }],
});

/** None without namespaces: a rule whose list of peers is empty would let everybody in. */
const ingressFrom = (namespaces: Labels[]) =>
  namespaces.length > 0 && {
    policyTypes: ['Ingress'],
    ingress: [{ from: namespaces.map(namespaceOf) }],
  };

function vaultEgress(vault: ClusterVault | undefined) {
  if (!vault?.egress) return undefined;
  const { cidrs, namespaceLabels, port } = vault.egress;
  const to = [
    ...cidrs.map(cidr => ({ ipBlock: { cidr } })),
    ...(namespaceLabels ? [namespaceOf(namespaceLabels)] : []),
  ];
  return egressTo(to, [{ protocol: 'TCP', port }]);
}
