import type { PodDetail } from '@paddock/backstage-plugin-paddock-common';
import type { VolumeObject } from '../kube/objects';

/** Where each volume of a pod comes from, in words. */
export const volumesOf = (volumes: VolumeObject[]): PodDetail['volumes'] =>
  volumes.map(volume => ({ name: volume.name ?? '', from: sourceOf(volume) }));

function sourceOf(volume: VolumeObject): string {
  const { persistentVolumeClaim, configMap, secret, emptyDir } = volume;
  if (persistentVolumeClaim) return `claim ${persistentVolumeClaim.claimName}`;
  if (configMap) return `ConfigMap ${configMap.name}`;
  if (secret) return `Secret ${secret.secretName}`;
  if (emptyDir) {
    return emptyDir.medium === 'Memory' ? 'empty, in memory' : 'empty';
  }
  const [kind] = Object.keys(volume).filter(key => key !== 'name');
  return kind ?? 'unknown';
}
