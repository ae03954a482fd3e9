import type { EffectObject } from '@paddock/backstage-plugin-paddock-common';

/** Every object that the portal makes carries the id of its request here. */
export const requestLabel = 'paddock.internal/request';
/** With how many leases the request had been worked on when the object was written last. */
const fenceAnnotation = 'paddock.internal/fence';

export const requestOf = ({ metadata }: EffectObject): string | undefined =>
  metadata.labels?.[requestLabel];

export const fenceOf = ({ metadata }: EffectObject): string | undefined =>
  metadata.annotations?.[fenceAnnotation];

export function withFence(object: EffectObject, fence: string): EffectObject {
  const { metadata } = object;
  const annotations = { ...metadata.annotations, [fenceAnnotation]: fence };
  return { ...object, metadata: { ...metadata, annotations } };
}

/** Of a Vault policy: its first line says whose it is. */
export const policyRequestOf = (text: string): string | undefined =>
  /^# paddock\.internal\/request: ([A-Za-z0-9-]+)\s*(\n|$)/.exec(text)?.[1];

/** `NetworkPolicy "default-deny"` */
export const nameOf = ({
  kind,
  metadata,
}: Pick<EffectObject, 'kind' | 'metadata'>) => `${kind} "${metadata.name}"`;

/** `network-policy` */
export const kebab = (kind: string) =>
  kind.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
