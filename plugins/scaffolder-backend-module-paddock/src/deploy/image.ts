import { InputError } from '@backstage/errors';
import type { Manifest } from './manifests';

/** What manifests say where the image belongs. No registry can hold such a name, so it never runs by mistake. */
export const placeholder = 'IMAGE';

type Fields = Record<string, unknown>;

const asFields = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : undefined;

/** Where kinds keep their pod specification. */
function podPath(kind: string): string[] | undefined {
  switch (kind) {
    case 'Pod':
      return ['spec'];
    case 'CronJob':
      return ['spec', 'jobTemplate', 'spec', 'template', 'spec'];
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'Job':
    case 'Rollout':
      return ['spec', 'template', 'spec'];
    default:
      return undefined;
  }
}

function podSpec(manifest: Manifest): Fields | undefined {
  return podPath(manifest.kind)?.reduce<Fields | undefined>(
    (fields, key) => asFields(fields?.[key]),
    manifest,
  );
}

function replaceIn(spec: Fields, field: string, image: string): number {
  const containers = spec[field];
  if (!Array.isArray(containers)) return 0;
  const waiting = containers
    .map(asFields)
    .filter(container => container?.image === placeholder);
  for (const container of waiting) {
    if (container) container.image = image;
  }
  return waiting.length;
}

/**
 * Replaces the placeholder by the image in every pod template. Returns copies, and the first workload that got it;
 * throws InputError when none asks for it, for then the new image would run nowhere.
 */
export function placeImage(
  manifests: readonly Manifest[],
  image: string,
): { objects: Manifest[]; workload: Manifest } {
  const objects = structuredClone([...manifests]);
  const changed = objects.filter(manifest => {
    const spec = podSpec(manifest);
    if (!spec) return false;
    return (
      replaceIn(spec, 'containers', image) +
        replaceIn(spec, 'initContainers', image) >
      0
    );
  });
  const [workload] = changed;
  if (!workload) {
    throw new InputError(
      `No container of the deploy folder has "image: ${placeholder}", so the new image would run nowhere. Write ${placeholder} as the image of the container that this repository builds.`,
    );
  }
  return { objects, workload };
}
