import type { PolicyLine } from '@paddock/backstage-plugin-paddock-common';
import type {
  IngressRuleWire,
  NetworkPolicyWire,
  PolicyPeerWire,
} from '../kube/objects/networkObjects';
import type { SelectorObject } from '../kube/objects/objects';
import { type Labels, selects } from './selects';

/** The policies that select pods with these labels and say who may come in. Pure. */
export function projectPolicies(
  policies: NetworkPolicyWire[],
  labels: Labels,
): PolicyLine[] {
  return policies
    .filter(
      ({ spec }) =>
        selects(spec?.podSelector, labels) &&
        (spec?.policyTypes ?? ['Ingress']).includes('Ingress'),
    )
    .map(({ metadata, spec }) => ({
      name: metadata?.name ?? '',
      from: (spec?.ingress ?? []).flatMap(whoOf),
    }));
}

function whoOf({ from, ports }: IngressRuleWire): string[] {
  const on = (ports ?? []).map(
    ({ port, endPort, protocol }) =>
      `${port ?? 'any port'}${endPort ? ` to ${endPort}` : ''} ${
        protocol ?? 'TCP'
      }`,
  );
  const where = on.length > 0 ? `, on ${on.join(' and ')}` : '';
  const peers = from ?? [];
  return peers.length === 0
    ? [`everybody${where}`]
    : peers.map(peer => `${peerOf(peer)}${where}`);
}

function peerOf({
  ipBlock,
  namespaceSelector,
  podSelector,
}: PolicyPeerWire): string {
  if (ipBlock) {
    const except = (ipBlock.except ?? []).join(' and ');
    return `addresses in ${ipBlock.cidr}${except ? ` but ${except}` : ''}`;
  }
  const pods = podSelector ? inWords('pods', podSelector) : 'all pods';
  return namespaceSelector
    ? `${pods} of ${inWords('namespaces', namespaceSelector)}`
    : `${pods} of this namespace`;
}

function inWords(what: string, selector: SelectorObject): string {
  const terms = [
    ...Object.entries(selector.matchLabels ?? {}).map(
      ([key, value]) => `${key}=${value}`,
    ),
    ...(selector.matchExpressions ?? []).map(
      ({ key, operator, values }) =>
        `${key} ${operator}${values?.length ? ` ${values.join(', ')}` : ''}`,
    ),
  ];
  return terms.length === 0
    ? `all ${what}`
    : `${what} with ${terms.join(', ')}`;
}
