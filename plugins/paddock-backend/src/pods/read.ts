import {
  kubernetesYaml,
  type ObjectTarget,
} from '@paddock/backstage-plugin-paddock-common';
import type { Actor } from '../access/act';
import { KubeError } from '../kube/connection/errors';
import type { EventObject, PodObject } from '../kube/objects/objects';
import { apiPath } from '../kube/connection/paths';

/** Most events of one object that are read. */
const mostEvents = 200;

/** Reads a pod as the person. @throws KubeError */
export async function readPod(
  { cluster, as }: Actor,
  { namespace, name }: ObjectTarget,
): Promise<PodObject> {
  const path = apiPath(['api', 'v1', 'namespaces', namespace, 'pods', name]);
  return (await cluster.connection.request('GET', path, { as })) as PodObject;
}

/** The events about one object. Somebody who may see the object and not the events sees none. */
export async function readEvents(
  { cluster, as }: Actor,
  about: { namespace: string; kind: string; name: string; uid?: string },
): Promise<EventObject[]> {
  const { namespace, kind, name, uid } = about;
  const path = apiPath(['api', 'v1', 'namespaces', namespace, 'events']);
  const fields = [
    `involvedObject.kind=${kind}`,
    `involvedObject.name=${name}`,
    // Of an object of the same name that was there before it nothing is shown.
    ...(uid ? [`involvedObject.uid=${uid}`] : []),
  ];
  const query = { fieldSelector: fields.join(','), limit: `${mostEvents}` };
  try {
    const answer = await cluster.connection.request('GET', path, { as, query });
    return (answer as { items?: EventObject[] }).items ?? [];
  } catch (error) {
    if (error instanceof KubeError && error.status === 403) return [];
    throw error;
  }
}

/** An object as YAML, without the bookkeeping of field managers that nobody reads. */
export function asYaml(object: object): string {
  const { metadata, ...rest } = object as { metadata?: object };
  const { managedFields, ...kept } = (metadata ?? {}) as {
    managedFields?: unknown;
  };
  return kubernetesYaml({ ...rest, metadata: kept }, { isSorted: true });
}
