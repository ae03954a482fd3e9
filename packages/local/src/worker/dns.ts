import type { KubeApi, KubeObject } from '../cluster/api.ts';
import type { Platform } from '../platform/platform.ts';
import { waitFor } from '../platform/wait.ts';
import { realNodeLabel } from './kubelet.ts';
import { clusterDomain, dnsAddress, workerPlaces } from './names.ts';

const labels = { 'k8s-app': 'kube-dns' };
const name = 'kube-dns';
const inSystem = { name, namespace: 'kube-system', labels };

/** Puts the cluster's DNS onto the worker, and resolves when it answers. */
export async function installDns(
  platform: Platform,
  api: KubeApi,
  image: string,
): Promise<void> {
  for (const object of dnsObjects(platform, image)) await api.apply(object);
  const path = `/apis/apps/v1/namespaces/${inSystem.namespace}/deployments/${name}`;
  await waitFor(
    {
      what: 'The DNS of the cluster',
      seconds: 60,
      signal: platform.supervisor.signal,
      whatToDo: `"kubectl -n ${inSystem.namespace} describe pods" says why.`,
      every: 300,
    },
    async () => {
      const { metadata, spec, status } = await api.get<Rollout>(path);
      const seen = (status.observedGeneration ?? 0) >= metadata.generation;
      return (
        seen &&
        status.updatedReplicas === spec.replicas &&
        status.availableReplicas === spec.replicas
      );
    },
  );
}

interface Rollout {
  metadata: { generation: number };
  spec: { replicas: number };
  status: {
    observedGeneration?: number;
    updatedReplicas?: number;
    availableReplicas?: number;
  };
}

/** The objects of the cluster's DNS, in the order in which they need each other. */
export function dnsObjects(platform: Platform, image: string): KubeObject[] {
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: inSystem },
    clusterRole,
    clusterRoleBinding,
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: inSystem,
      data: { Corefile: corefile(platform) },
    },
    service,
    deployment(image),
  ];
}

/** Pods find the machine that the platform runs on by this name: its relays listen there. */
export const hostName = 'host.paddock.internal';

/** Names outside the cluster do not exist: the worker's network leads only to this machine. */
function corefile(platform: Platform): string {
  const { hostAddress } = workerPlaces(platform);
  return `.:53 {
  errors
  health :8080 {
    lameduck 2s
  }
  ready :8181
  prometheus :9153
  kubernetes ${clusterDomain} in-addr.arpa ip6.arpa {
    pods insecure
    ttl 5
  }
  template IN A ${hostName} {
    answer "{{ .Name }} 60 IN A ${hostAddress}"
  }
  template IN AAAA ${hostName} {
    rcode NOERROR
  }
  template ANY ANY . {
    rcode NXDOMAIN
  }
  cache 5
  reload
}
`;
}

const clusterRole = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'system:kube-dns-server', labels },
  rules: [
    {
      apiGroups: [''],
      resources: ['services', 'pods', 'namespaces'],
      verbs: ['list', 'watch'],
    },
    {
      apiGroups: ['discovery.k8s.io'],
      resources: ['endpointslices'],
      verbs: ['list', 'watch'],
    },
  ],
};

const clusterRoleBinding = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'system:kube-dns-server', labels },
  roleRef: {
    apiGroup: 'rbac.authorization.k8s.io',
    kind: 'ClusterRole',
    name: 'system:kube-dns-server',
  },
  subjects: [{ kind: 'ServiceAccount', name, namespace: 'kube-system' }],
};

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: inSystem,
  spec: {
    selector: labels,
    clusterIP: dnsAddress,
    ports: [
      { name: 'dns', port: 53, protocol: 'UDP', targetPort: 'dns' },
      { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 'dns-tcp' },
      { name: 'metrics', port: 9153, protocol: 'TCP', targetPort: 'metrics' },
    ],
  },
};

const deployment = (image: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: inSystem,
  spec: {
    replicas: 1,
    // The node's DNS must not be away while its successor starts.
    strategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: 0, maxSurge: 1 },
    },
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        serviceAccountName: name,
        priorityClassName: 'system-cluster-critical',
        nodeSelector: realNodeLabel,
        dnsPolicy: 'Default',
        securityContext: {
          runAsNonRoot: true,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        volumes: [{ name: 'config', configMap: { name } }],
        containers: [container(image)],
      },
    },
  },
});

const container = (image: string) => ({
  name: 'dns',
  image,
  // It was handed to the node directly; no registry has it.
  imagePullPolicy: 'Never',
  args: ['-conf', '/etc/dns/Corefile'],
  volumeMounts: [{ name: 'config', mountPath: '/etc/dns', readOnly: true }],
  ports: [
    { name: 'dns', containerPort: 53, protocol: 'UDP' },
    { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
    { name: 'metrics', containerPort: 9153, protocol: 'TCP' },
  ],
  resources: {
    requests: { cpu: '20m', memory: '40Mi' },
    limits: { memory: '120Mi' },
  },
  readinessProbe: { httpGet: { path: '/ready', port: 8181 }, periodSeconds: 2 },
  livenessProbe: {
    httpGet: { path: '/health', port: 8080 },
    initialDelaySeconds: 10,
  },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
});
