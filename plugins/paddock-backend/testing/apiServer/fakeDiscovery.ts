function resources(groupVersion: string, names: Record<string, string>) {
  return {
    kind: 'APIResourceList',
    groupVersion,
    resources: Object.entries(names).flatMap(([kind, name]) => [
      {
        kind,
        name,
        namespaced: !['Namespace', 'ClusterRole', 'Node'].includes(kind),
        verbs: ['get', 'patch', 'create'],
      },
      { kind, name: `${name}/status`, namespaced: true, verbs: ['get'] },
    ]),
  };
}

/** What the fake API server says it serves, by path. */
export const discovery: Record<string, unknown> = {
  '/api/v1': resources('v1', {
    Pod: 'pods',
    Service: 'services',
    ConfigMap: 'configmaps',
    Secret: 'secrets',
    Namespace: 'namespaces',
    Node: 'nodes',
  }),
  '/apis/apps/v1': resources('apps/v1', {
    Deployment: 'deployments',
    StatefulSet: 'statefulsets',
    DaemonSet: 'daemonsets',
    ReplicaSet: 'replicasets',
  }),
  '/apis/batch/v1': resources('batch/v1', { Job: 'jobs', CronJob: 'cronjobs' }),
  '/apis/autoscaling/v2': resources('autoscaling/v2', {
    HorizontalPodAutoscaler: 'horizontalpodautoscalers',
  }),
  '/apis/rbac.authorization.k8s.io/v1': resources(
    'rbac.authorization.k8s.io/v1',
    { Role: 'roles', ClusterRole: 'clusterroles' },
  ),
};
