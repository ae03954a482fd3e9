import { InputError } from '@backstage/errors';
import { parseYaml } from '@paddock/backstage-plugin-paddock-node';

export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string } & Record<string, unknown>;
  [field: string]: unknown;
}

export const maxFileBytes = 256 * 1024;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asManifest(value: unknown, where: string): Manifest {
  const metadata = isRecord(value) ? value.metadata : undefined;
  if (
    !isRecord(value) ||
    typeof value.apiVersion !== 'string' ||
    typeof value.kind !== 'string' ||
    !isRecord(metadata) ||
    typeof metadata.name !== 'string'
  ) {
    throw new InputError(
      `${where} is not a Kubernetes object. Each document needs apiVersion, kind and metadata.name.`,
    );
  }
  return value as Manifest;
}

/**
 * Reads the Kubernetes objects of one YAML file; empty documents are skipped. Throws InputError, naming the file, for
 * what `parseYaml` refuses and what is no object.
 */
export async function readManifests(
  text: string | Uint8Array,
  file: string,
): Promise<Manifest[]> {
  const where = `deploy file ${JSON.stringify(file)}`;
  const documents = await parseYaml(text, {
    what: `The ${where}`,
    limits: { bytes: maxFileBytes },
  });
  return documents.map(value =>
    asManifest(value, `A document of the ${where}`),
  );
}
