import type { RequestResource } from '@paddock/backstage-plugin-paddock-common';
import { createHash } from 'node:crypto';

type Target = Pick<RequestResource, 'kind' | 'cluster' | 'namespace' | 'name'>;

// Of the catalog: KubernetesValidatorFunctions.isValidObjectName.
const longest = 63;
const hashLength = 12;
const plainPart = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/**
 * The name of the entity: the same for the same target and never that of another. Names that are long, or have
 * capitals, dots or anything else that the catalog would take for another name, end in a hash of the whole; the `_`
 * before it occurs in no other name.
 */
export function entityNameOf({ kind, cluster, namespace, name }: Target) {
  const parts =
    kind === 'namespace'
      ? [kind, cluster, namespace]
      : [kind, cluster, namespace, name];
  const readable = parts.join('.');
  if (readable.length <= longest && parts.every(each => plainPart.test(each))) {
    return readable;
  }
  const hash = createHash('sha256')
    .update(JSON.stringify(parts))
    .digest('hex')
    .slice(0, hashLength);
  const cut = readable
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .slice(0, longest - hashLength - 1);
  return `${cut}_${hash}`;
}
