import type { StorageClassObject } from '@paddock/backstage-plugin-paddock-common';
import type { StorageClassWire } from '../../kube/objects/storageObjects';

const DEFAULT = 'storageclass.kubernetes.io/is-default-class';

/** What a StorageClass says, in the portal's terms. Pure; undefined for what is no class. */
export function projectClass(
  wire: StorageClassWire,
): StorageClassObject | undefined {
  const { name, annotations } = wire.metadata ?? {};
  const { provisioner } = wire;
  if (!name || !provisioner) return undefined;
  const onlyOn = topologyWords(wire);
  return {
    name,
    provisioner,
    isDefault: annotations?.[DEFAULT] === 'true',
    allowsExpansion: wire.allowVolumeExpansion === true,
    waitsForPod: wire.volumeBindingMode === 'WaitForFirstConsumer',
    retains: wire.reclaimPolicy === 'Retain',
    ...(onlyOn && { onlyOn }),
    parameters: Object.fromEntries(
      Object.entries(wire.parameters ?? {}).filter(
        (each): each is [string, string] => typeof each[1] === 'string',
      ),
    ),
  };
}

/** `kubernetes.io/hostname real-1`; several ways to be fit are joined by "or". */
function topologyWords({ allowedTopologies }: StorageClassWire): string {
  return (allowedTopologies ?? [])
    .map(term =>
      (term?.matchLabelExpressions ?? [])
        .map(each => `${each?.key} ${(each?.values ?? []).join(' or ')}`)
        .join(' and '),
    )
    .filter(Boolean)
    .join(', or ');
}
