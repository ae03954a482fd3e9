import type { Discover, ResourceKind } from '../connection/discovery';
import { KubeError } from '../connection/errors';
import { apiPath, versionSegments } from '../connection/paths';
import type { ObjectRef } from './provision';

/** `/api/v1/namespaces/a/configmaps/b`, or without the name, where objects of its kind are created. */
export async function objectPath(
  discover: Discover,
  { apiVersion, kind, metadata }: ObjectRef,
  without?: 'name',
): Promise<string> {
  const served = await servedKind(discover, { apiVersion, kind });
  const { name, namespace } = metadata;
  if (served.namespaced && namespace === undefined) {
    throw new KubeError(422, 'NoNamespace', {
      message: `${kind} "${name}" lies in no namespace`,
    });
  }
  return apiPath([
    ...kindSegments(served, served.namespaced ? namespace : undefined),
    ...(without === 'name' ? [] : [name]),
  ]);
}

/** @throws KubeError 422 for what the portal never writes: anything of the whole cluster but namespaces. */
export async function writablePath(
  discover: Discover,
  ref: ObjectRef,
  without?: 'name',
): Promise<string> {
  const { namespaced } = await servedKind(discover, ref);
  if (!namespaced && ref.kind !== 'Namespace') {
    throw new KubeError(422, 'ClusterScoped', {
      message: `${ref.kind} belongs to the whole cluster, and of that only namespaces are made here`,
    });
  }
  return objectPath(discover, ref, without);
}

export function kindSegments(
  { group, version, plural }: ResourceKind,
  namespace?: string,
): string[] {
  return [
    ...versionSegments(group, version),
    ...(namespace === undefined ? [] : ['namespaces', namespace]),
    plural,
  ];
}

async function servedKind(
  discover: Discover,
  { apiVersion, kind }: Pick<ObjectRef, 'apiVersion' | 'kind'>,
): Promise<ResourceKind> {
  const found = await discover(apiVersion, kind);
  if (found) return found;
  throw new KubeError(422, 'NotServed', {
    message: `the cluster does not serve ${kind} of ${apiVersion}`,
  });
}
