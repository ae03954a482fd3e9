import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import Router from 'express-promise-router';
import { parse } from 'yaml';

/** Named parts, by what they are: responses, schemas, parameters … */
type Components = Record<string, Record<string, object>>;

export interface OpenApiDocument {
  openapi: string;
  /** By path and method. */
  paths: Record<string, Record<string, object>>;
  components: Components;
}

/** Beside `openapi.yaml`, in the folder `openapi` of the package: rooms that are too large for one file with the others. */
const parts = [
  'delivery.yaml',
  'home.yaml',
  'nodes.yaml',
  'reach.yaml',
  'registrations.yaml',
  'requests.yaml',
  'storage.yaml',
  'watch.yaml',
];

const read = (name: string) =>
  parse(
    readFileSync(
      resolvePackagePath(
        '@paddock/backstage-plugin-paddock-backend',
        'openapi',
        name,
      ),
      'utf8',
    ),
  );

/** @throws Error when both have something of one name */
function join<T>(one: Record<string, T>, other: Record<string, T>) {
  const twice = Object.keys(other).filter(key => key in one);
  if (twice.length > 0) throw new Error(`Documented twice: ${twice}`);
  return { ...one, ...other };
}

function joinComponents(one: Components, other: Components): Components {
  const joined = { ...one };
  for (const [section, named] of Object.entries(other)) {
    joined[section] = join(joined[section] ?? {}, named);
  }
  return joined;
}

/** The OpenAPI document of everything under `/api/paddock`. */
export function readOpenApi(): OpenApiDocument {
  return parts.reduce<OpenApiDocument>((document, name) => {
    const part: Pick<OpenApiDocument, 'paths' | 'components'> = read(name);
    return {
      ...document,
      paths: join(document.paths, part.paths),
      components: joinComponents(document.components, part.components),
    };
  }, read('openapi.yaml'));
}

/** `GET /openapi.json` */
export function createSchemaRouter() {
  const document = readOpenApi();
  const router = Router();
  router.get('/openapi.json', (_req, res) => {
    res.json(document);
  });
  return router;
}
