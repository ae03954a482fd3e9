import {
  canonicalQuantity,
  type Effects,
  type EffectObject,
  type VolumeSpec,
} from '@paddock/backstage-plugin-paddock-common';
import { marked, type PlanContext } from './context';

/** One claim. That its data outlives it is up to the volume behind it, and carried out once there is one. */
export function planVolume(
  spec: VolumeSpec,
  context: Pick<PlanContext, 'requestId'>,
): Effects {
  const claim = marked(
    'v1',
    'PersistentVolumeClaim',
    { name: spec.name, namespace: spec.namespace },
    context,
  );
  const object: EffectObject = {
    ...claim,
    metadata: {
      ...claim.metadata,
      ...(spec.retain && {
        annotations: { 'paddock.internal/retain': 'true' },
      }),
    },
    spec: {
      accessModes: [spec.accessMode],
      storageClassName: spec.storageClass,
      resources: { requests: { storage: canonicalQuantity(spec.size) } },
      ...(spec.fromSnapshot !== undefined && {
        dataSource: {
          apiGroup: 'snapshot.storage.k8s.io',
          kind: 'VolumeSnapshot',
          name: spec.fromSnapshot,
        },
      }),
    },
  };
  return { objects: [object], vault: [] };
}
