import { people } from '../people/people.ts';
import type { Leaf } from '../platform/pki.ts';

/** Whom the API server takes somebody for: the certificate's common name and organizations. */
export interface Identity {
  /** Names the files. */
  readonly name: string;
  readonly user: string;
  readonly groups?: readonly string[];
}

const loopback = ['127.0.0.1', '::1'];

/** The first address of the service range: how pods reach the API server. */
const apiserverInside = '10.96.0.1';

export const adminIdentity: Identity = {
  name: 'admin',
  user: 'paddock-admin',
  groups: ['system:masters'],
};

export const controllerManagerIdentity: Identity = {
  name: 'controller-manager',
  user: 'system:kube-controller-manager',
};

export const schedulerIdentity: Identity = {
  name: 'scheduler',
  user: 'system:kube-scheduler',
};

export const kwokIdentity: Identity = { name: 'kwok', user: 'paddock:kwok' };

export const metricsServerIdentity: Identity = {
  name: 'metrics-server',
  user: 'paddock:metrics-server',
};

/** The sample people, as the portal impersonates them: the e-mail, and the groups as they are. */
export const peopleIdentities: readonly Identity[] = people.map(person => ({
  name: person.name,
  user: person.email,
  groups: person.groups,
}));

export function clientLeaf({ name, user, groups = [] }: Identity): Leaf {
  return {
    name,
    authority: 'cluster',
    commonName: user,
    organizations: groups,
    usages: ['client'],
  };
}

/** Servers of the control plane are asked on loopback only. */
function onLoopback(leaf: Leaf): Leaf {
  return {
    ...leaf,
    dnsNames: ['localhost', ...(leaf.dnsNames ?? [])],
    ipAddresses: [...loopback, ...(leaf.ipAddresses ?? [])],
    usages: [...new Set([...leaf.usages, 'server'] as const)],
  };
}

/** Every certificate that a start needs. */
export function clusterLeaves(workerAddress?: string): readonly Leaf[] {
  return [
    onLoopback({
      name: 'apiserver',
      authority: 'cluster',
      commonName: 'kube-apiserver',
      dnsNames: [
        'kubernetes',
        'kubernetes.default',
        'kubernetes.default.svc',
        'kubernetes.default.svc.cluster.local',
      ],
      ipAddresses: [apiserverInside, ...(workerAddress ? [workerAddress] : [])],
      usages: ['server'],
    }),
    onLoopback({
      name: 'etcd',
      authority: 'etcd',
      commonName: 'etcd',
      // A member is a client of its peers, even when there are none.
      usages: ['server', 'client'],
    }),
    {
      name: 'apiserver-etcd-client',
      authority: 'etcd',
      commonName: 'kube-apiserver',
      usages: ['client'],
    },
    {
      name: 'front-proxy-client',
      authority: 'front-proxy',
      commonName: 'front-proxy-client',
      usages: ['client'],
    },
    clientLeaf({
      name: 'apiserver-kubelet-client',
      user: 'paddock:apiserver',
    }),
    // The aggregation layer asks for NAME.NAMESPACE.svc, wherever the service leads to.
    onLoopback({
      name: 'metrics-server-serving',
      authority: 'cluster',
      commonName: 'metrics-server',
      dnsNames: ['metrics-server.kube-system.svc'],
      usages: ['server'],
    }),
    onLoopback({
      name: 'kwok-serving',
      authority: 'kubelet',
      commonName: 'kwok',
      usages: ['server'],
    }),
    onLoopback(clientLeaf(controllerManagerIdentity)),
    onLoopback(clientLeaf(schedulerIdentity)),
    ...[
      adminIdentity,
      kwokIdentity,
      metricsServerIdentity,
      ...peopleIdentities,
    ].map(clientLeaf),
  ];
}
