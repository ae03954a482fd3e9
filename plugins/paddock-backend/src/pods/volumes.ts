import type { PodDetail } from '@paddock/backstage-plugin-paddock-common';
import { claimsMountedBy } from '../kube/objects/claims';
import type { PodObject, VolumeObject } from '../kube/objects/objects';

/** Where each volume of a pod comes from, in words. */
export const volumesOf = (pod: PodObject): PodDetail['volumes'] =>
  (pod.spec?.volumes ?? []).map(volume => ({
    name: volume.name ?? '',
    from: sourceOf(volume, pod),
  }));

function sourceOf(volume: VolumeObject, { metadata }: PodObject): string {
  const { configMap, secret, emptyDir } = volume;
  const [claim] = claimsMountedBy({ metadata, spec: { volumes: [volume] } });
  if (claim) {
    return volume.ephemeral
      ? `claim ${claim}, deleted with the pod`
      : `claim ${claim}`;
  }
  if (configMap) return `ConfigMap ${configMap.name}`;
  if (secret) return `Secret ${secret.secretName}`;
  if (emptyDir) {
    return emptyDir.medium === 'Memory' ? 'empty, in memory' : 'empty';
  }
  const [kind] = Object.keys(volume).filter(key => key !== 'name');
  return kind ?? 'unknown';
}
