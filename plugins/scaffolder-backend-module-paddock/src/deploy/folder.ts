import { InputError } from '@backstage/errors';
import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { resolveInside } from '../workspace/jail';
import { maxFileBytes, readManifests, type Manifest } from './manifests';

const maxFiles = 50;
const maxObjects = 100;
/** Of all files. The Paddock backend takes no more at once either. */
const maxTotalBytes = 1024 * 1024;

// A kustomization is an instruction to another tool, not an object of the cluster.
const skipped = /^kustomization\.ya?ml$/;

/** Reads the Kubernetes objects of every YAML file that lies directly in a folder of the workspace. */
export async function readFolder(
  workspace: string,
  folder: string,
): Promise<Manifest[]> {
  const root = await resolveInside(workspace, folder);
  const files = (await readdir(root))
    .filter(name => /\.ya?ml$/.test(name) && !skipped.test(name))
    .sort();
  if (files.length > maxFiles) {
    throw new InputError(
      `The deploy folder has ${files.length} YAML files; at most ${maxFiles} can be deployed at once.`,
    );
  }
  const manifests: Manifest[] = [];
  let total = 0;
  for (const name of files) {
    const file = await resolveInside(root, name);
    const found = await stat(file);
    if (!found.isFile() || found.size > maxFileBytes) {
      throw new InputError(
        `${path.join(folder, name)} is not a file of at most ${
          maxFileBytes / 1024
        } KiB. Split it or take it out of the deploy folder.`,
      );
    }
    total += found.size;
    if (total > maxTotalBytes) {
      throw new InputError(
        'The deploy folder holds more than 1 MiB of YAML. Take out what is not deployed.',
      );
    }
    manifests.push(...(await readManifests(await readFile(file), name)));
  }
  if (manifests.length === 0 || manifests.length > maxObjects) {
    throw new InputError(
      `The deploy folder holds ${manifests.length} Kubernetes objects; between 1 and ${maxObjects} can be deployed at once.`,
    );
  }
  return manifests;
}
