import { InputError } from '@backstage/errors';
import { parseAllDocuments } from 'yaml';

export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string } & Record<string, unknown>;
  [field: string]: unknown;
}

export const maxFileBytes = 256 * 1024;
const maxAliases = 20;
const maxDepth = 64;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Throws for what JSON cannot say, and for what a reader further on might take for a command of the language. */
function checkValue(value: unknown, where: string, depth = 0): void {
  if (depth > maxDepth) {
    throw new InputError(
      `${where} is nested deeper than ${maxDepth} levels. Make it flatter.`,
    );
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new InputError(
      `${where} holds a number that is not finite. Quote it, or write it shorter.`,
    );
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === '__proto__' || key === 'constructor' || key === '<<') {
      throw new InputError(
        `${where} has the key ${key}, which is not allowed. Remove it.`,
      );
    }
    checkValue(inner, where, depth + 1);
  }
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

function parse(text: string, where: string): unknown[] {
  const documents = parseAllDocuments(text, {
    version: '1.2',
    schema: 'core',
    uniqueKeys: true,
    strict: true,
    logLevel: 'silent',
  });
  if ('empty' in documents) return [];
  return documents.map(document => {
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) throw problem;
    const value = document.toJS({ maxAliasCount: maxAliases });
    checkValue(value, where);
    return value;
  });
}

/**
 * Reads the Kubernetes objects of one YAML file; empty documents are skipped. Throws InputError, naming the file, for
 * files that are too large, broken YAML, a key twice, unknown tags, many aliases, deep nesting, and what is no object.
 */
export function readManifests(text: string, file: string): Manifest[] {
  const where = `deploy file ${JSON.stringify(file)}`;
  if (Buffer.byteLength(text) > maxFileBytes) {
    throw new InputError(
      `The ${where} is larger than ${maxFileBytes / 1024} KiB. Split it.`,
    );
  }
  let documents: unknown[];
  try {
    documents = parse(text, `The ${where}`);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const said = error instanceof Error ? error.message : String(error);
    const [reason = ''] = said.split('\n');
    throw new InputError(
      `The ${where} cannot be read as YAML: ${reason.slice(0, 300)}`,
    );
  }
  return documents
    .filter(value => value !== null && value !== undefined)
    .map(value => asManifest(value, `A document of the ${where}`));
}
