import type {
  DebugRequest,
  ShellRequest,
} from '@paddock/backstage-plugin-paddock-common';

/** What a terminal is asked for with: the route below the namespace, and its body. */
export interface Asking {
  cluster: string;
  namespace: string;
  path: string;
  body: object;
  /** Where it will be, if that is known before. */
  pod?: string;
  container?: string;
}

interface Place {
  cluster: string;
  namespace: string;
  pod: string;
}

/** A shell in a container that runs. */
export const inContainer = (place: Place, container: string): Asking => ({
  ...place,
  container,
  path: `/pods/${place.pod}/terminal`,
  body: { container },
});

/** A pod of its own. */
export const inNewPod = (
  place: Omit<Place, 'pod'>,
  asked: ShellRequest,
): Asking => ({ ...place, path: '/shells', body: asked });

/** A debug container in a pod. */
export const inDebugContainer = (
  place: Place,
  asked: DebugRequest,
): Asking => ({
  ...place,
  path: `/pods/${place.pod}/debug`,
  body: asked,
});
