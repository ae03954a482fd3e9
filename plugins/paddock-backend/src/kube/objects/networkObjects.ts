import type {
  V1EndpointSlice,
  V1Ingress,
  V1NetworkPolicy,
  V1Service,
} from '@kubernetes/client-node';
import type { Wire } from './wire';

// What is read on demand about how pods are reached, as it comes over the wire.
export type ServiceWire = Wire<V1Service>;
export type EndpointSliceWire = Wire<V1EndpointSlice>;
export type IngressWire = Wire<V1Ingress>;

type Policy = Wire<V1NetworkPolicy>;
type PolicySpec = NonNullable<Policy['spec']>;
type LibraryRule = NonNullable<PolicySpec['ingress']>[number];

/** `from` is a word of JavaScript that the library avoids: on the wire it is what it is. */
export type IngressRuleWire = Pick<LibraryRule, 'ports'> & {
  from?: LibraryRule['_from'];
};
export type PolicyPeerWire = NonNullable<IngressRuleWire['from']>[number];
export type NetworkPolicyWire = Pick<Policy, 'metadata'> & {
  spec?: Pick<PolicySpec, 'podSelector' | 'policyTypes'> & {
    ingress?: IngressRuleWire[];
  };
};

/** gateway.networking.k8s.io/v1, which the client library does not have. */
export interface HttpRouteWire {
  metadata?: { name?: string; namespace?: string };
  spec?: {
    parentRefs?: object[];
    hostnames?: string[];
    rules?: Array<{
      matches?: Array<{ path?: { type?: string; value?: string } }>;
      backendRefs?: Array<{
        group?: string;
        kind?: string;
        name?: string;
        namespace?: string;
        port?: number;
        weight?: number;
      }>;
    }>;
  };
  status?: {
    parents?: Array<{
      controllerName?: string;
      conditions?: Array<{
        type?: string;
        status?: string;
        reason?: string;
        message?: string;
      }>;
    }>;
  };
}

/** gateway.networking.k8s.io/v1beta1: what of other namespaces may lead to objects of this one. */
export interface ReferenceGrantWire {
  spec?: {
    from?: Array<{ group?: string; kind?: string; namespace?: string }>;
    to?: Array<{ group?: string; kind?: string; name?: string }>;
  };
}
