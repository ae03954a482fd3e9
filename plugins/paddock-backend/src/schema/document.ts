import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import Router from 'express-promise-router';
import { parse } from 'yaml';

export interface OpenApiDocument {
  openapi: string;
  /** By path and method. */
  paths: Record<string, Record<string, object>>;
  components: { responses: Record<string, object> };
}

/** The OpenAPI document of everything under `/api/paddock`. */
export function readOpenApi(): OpenApiDocument {
  const file = resolvePackagePath(
    '@paddock/backstage-plugin-paddock-backend',
    'src/schema/openapi.yaml',
  );
  return parse(readFileSync(file, 'utf8'));
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
