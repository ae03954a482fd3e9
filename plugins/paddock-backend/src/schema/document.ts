import {
  deniedSchema,
  errorSchema,
  unprocessableSchema,
} from '@paddock/backstage-plugin-paddock-common';
import Router from 'express-promise-router';
import type { ZodObject, ZodType } from 'zod';
import { type JsonSchema, readSchemas } from './components';
import type { Answer, Operation, Operations } from './operation';
import { operations } from './operations';

export interface OpenApiDocument {
  openapi: string;
  /** By path and method. */
  paths: Record<string, Record<string, object>>;
  components: Record<string, Record<string, object>>;
}

/** Of every route: nobody known asks, or somebody asks too often. */
const always = [401, 429];

const errors = [
  ['Error', 'What happened, why, and what to do', errorSchema],
  [
    'Denied',
    'The caller lacks rights in the clusters, or the permission of the portal',
    deniedSchema,
  ],
  [
    'Unprocessable',
    'The request is well-formed, and cannot be as it is',
    unprocessableSchema,
  ],
] as const;

type SchemaOf = (shape: ZodType) => JsonSchema;

const contentOf = (schema: JsonSchema, mediaType = 'application/json') => ({
  content: { [mediaType]: { schema } },
});

const answerOf = (
  [description, shape, mediaType]: Answer,
  schemaOf: SchemaOf,
) => ({
  description,
  ...(shape && contentOf(schemaOf(shape), mediaType)),
});

const parametersOf = (
  place: string,
  fields: ZodObject | undefined,
  schemaOf: SchemaOf,
) =>
  Object.entries(fields?.shape ?? {}).map(([name, shape]) => {
    const { description, ...schema } = schemaOf(shape as ZodType);
    const required = !(shape as ZodType).isOptional();
    return {
      ...{ name, in: place, schema },
      ...(required && { required }),
      ...(description && { description }),
    };
  });

/** Errors are referred to, as there are so many of them. */
function errorsOf({ errors: codes, details = {} }: Operation) {
  const found = (code: number) =>
    errors.find(([, , shape]) => shape === details[code]) ?? errors[0];
  return Object.fromEntries(
    [...codes, ...always].map(code => [
      code,
      { $ref: `#/components/responses/${found(code)[0]}` },
    ]),
  );
}

function describeOperation(operation: Operation, schemaOf: SchemaOf) {
  const { operationId, summary, description, answers, body } = operation;
  const parameters = (['path', 'query', 'header'] as const).flatMap(place =>
    parametersOf(place, operation[place], schemaOf),
  );
  const succeeded = Object.entries(answers).map(([code, answer]) => [
    code,
    answerOf(answer, schemaOf),
  ]);
  return {
    ...{ operationId, summary },
    ...(description && { description }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: !operation.bodyOptional,
        ...contentOf(schemaOf(body)),
      },
    }),
    responses: { ...Object.fromEntries(succeeded), ...errorsOf(operation) },
  };
}

/** Everything of it that has a JSON Schema. */
const shapesOf = ({ path, query, header, body, answers }: Operation) => [
  ...[path, query, header].flatMap(
    fields => Object.values(fields?.shape ?? {}) as ZodType[],
  ),
  ...[body, ...Object.values(answers).map(([, shape]) => shape)].filter(
    shape => shape !== undefined,
  ),
];

function pathsOf(all: Operations, schemaOf: SchemaOf) {
  const paths: OpenApiDocument['paths'] = {};
  for (const [route, operation] of Object.entries(all)) {
    const [method = '', path = ''] = route.split(' ');
    (paths[path] ??= {})[method.toLowerCase()] = describeOperation(
      operation,
      schemaOf,
    );
  }
  return paths;
}

/** The OpenAPI document of everything under `/api/paddock`. */
export function createOpenApi(): OpenApiDocument {
  const { components, schemaOf } = readSchemas([
    ...Object.values(operations).flatMap(shapesOf),
    ...errors.map(([, , shape]) => shape),
  ]);
  const paths = pathsOf(operations, schemaOf);
  const responses = Object.fromEntries(
    errors.map(([name, ...answer]) => [name, answerOf(answer, schemaOf)]),
  );
  return {
    ...head,
    paths,
    components: {
      securitySchemes: {
        backstage: {
          type: 'http',
          scheme: 'bearer',
          description: 'A Backstage token of a person',
        },
      },
      responses,
      schemas: components,
    },
  };
}

const head = {
  openapi: '3.1.0',
  info: {
    title: 'Paddock',
    version: '0.1.0',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    description:
      "The API of Paddock's backend. All paths are below `/api/paddock`. Callers send a Backstage token of a person; only `/requests/resources` is for services. What a person sees is decided by each cluster's own RBAC.",
  },
  servers: [{ url: '/api/paddock' }],
  security: [{ backstage: [] }],
};

/** `GET /openapi.json` */
export function createSchemaRouter() {
  let document: OpenApiDocument | undefined;
  const router = Router();
  router.get('/openapi.json', (_req, res) => {
    document ??= createOpenApi();
    res.json(document);
  });
  return router;
}
