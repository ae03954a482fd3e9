import type { KubeObject } from '../cluster/api.ts';
import { provisionerName as name, storageNamespace } from './names.ts';

const rbac = 'rbac.authorization.k8s.io';
const subjects = [
  { kind: 'ServiceAccount', name, namespace: storageNamespace },
];

const role = (kind: 'Role' | 'ClusterRole') => ({
  apiGroup: rbac,
  kind,
  name,
});

/** What the provisioner may do: volumes everywhere, and pods in its own namespace alone. */
export const rightsOfProvisioner: readonly KubeObject[] = [
  {
    apiVersion: `${rbac}/v1`,
    kind: 'ClusterRole',
    metadata: { name },
    rules: [
      {
        apiGroups: [''],
        resources: ['nodes', 'persistentvolumeclaims'],
        verbs: ['get', 'list', 'watch'],
      },
      {
        apiGroups: [''],
        resources: ['persistentvolumes'],
        verbs: ['get', 'list', 'watch', 'create', 'patch', 'update', 'delete'],
      },
      { apiGroups: [''], resources: ['events'], verbs: ['create', 'patch'] },
      {
        apiGroups: ['storage.k8s.io'],
        resources: ['storageclasses'],
        verbs: ['get', 'list', 'watch'],
      },
    ],
  },
  {
    apiVersion: `${rbac}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: role('ClusterRole'),
    subjects,
  },
  {
    apiVersion: `${rbac}/v1`,
    kind: 'Role',
    metadata: { name, namespace: storageNamespace },
    rules: [
      {
        apiGroups: [''],
        resources: ['pods'],
        verbs: ['get', 'create', 'delete'],
      },
      { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
    ],
  },
  {
    apiVersion: `${rbac}/v1`,
    kind: 'RoleBinding',
    metadata: { name, namespace: storageNamespace },
    roleRef: role('Role'),
    subjects,
  },
];
