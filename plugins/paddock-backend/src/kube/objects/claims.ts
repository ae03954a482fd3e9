import type { PodObject } from './objects';

/** What of a pod says which claims it mounts. */
type Mounting = Pick<PodObject, 'metadata' | 'spec'>;

/**
 * The names of the claims that a pod mounts: those that it names, and those of its generic ephemeral volumes, which the
 * cluster names after the pod and the volume.
 */
export const claimsMountedBy = ({ metadata, spec }: Mounting): string[] =>
  (spec?.volumes ?? []).flatMap(volume => {
    if (volume?.ephemeral) return `${metadata?.name}-${volume.name}`;
    return volume?.persistentVolumeClaim?.claimName ?? [];
  });
