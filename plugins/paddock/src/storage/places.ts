/** A namespace that may have volumes. */
export interface VolumePlace {
  cluster: string;
  namespace: string;
}

/** Where the pages are that the room of requests has; who mounts this room's pages knows them. */
export interface VolumeLinks {
  /** The form that asks for a volume. With a snapshot it begins with that. */
  ask(place: VolumePlace, snapshot?: string): string;
  /** One request. */
  request(id: string): string;
}

/** Where the backend answers about a namespace. */
export const namespacePath = ({ cluster, namespace }: VolumePlace) =>
  `/clusters/${encodeURIComponent(cluster)}/namespaces/${namespace}`;

/** Where it takes and deletes the snapshots of a claim. */
export const snapshotsPath = (place: VolumePlace, claim: string) =>
  `${namespacePath(place)}/volumes/${claim}/snapshots`;
