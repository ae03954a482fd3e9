import { InputError } from '@backstage/errors';
import type { Manifest } from './manifests';

// Kubernetes 1.36, `kubectl api-resources --namespaced=false`. The cluster refuses what is missing here; this list is
// for a sentence that says why.
const ofTheCluster = new Set([
  'Namespace',
  'Node',
  'PersistentVolume',
  'ComponentStatus',
  'APIService',
  'CertificateSigningRequest',
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterTrustBundle',
  'CSIDriver',
  'CSINode',
  'CustomResourceDefinition',
  'DeviceClass',
  'FlowSchema',
  'IngressClass',
  'IPAddress',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'ResourceSlice',
  'RuntimeClass',
  'ServiceCIDR',
  'StorageClass',
  'StorageVersion',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
  'VolumeAttributesClass',
]);

/** Puts an object into the namespace. Throws InputError when it says another one, or belongs to the whole cluster. */
export function placeInNamespace(
  manifest: Manifest,
  namespace: string,
): Manifest {
  const what = `${manifest.kind} ${manifest.metadata.name}`;
  if (manifest.kind === 'List' || manifest.kind.endsWith('List')) {
    throw new InputError(
      `${what} is a list. Write its objects as documents of their own, with --- between them.`,
    );
  }
  if (ofTheCluster.has(manifest.kind)) {
    throw new InputError(
      `${what} belongs to the whole cluster, and a service may change only its own namespace. Take it out of the deploy folder and ask an administrator for it.`,
    );
  }
  const own = manifest.metadata.namespace;
  if (own !== undefined && own !== namespace) {
    throw new InputError(
      `${what} names the namespace ${JSON.stringify(
        own,
      )}, but this deploys to ${namespace}. Change one of the two, or leave the namespace out of the file.`,
    );
  }
  return { ...manifest, metadata: { ...manifest.metadata, namespace } };
}
