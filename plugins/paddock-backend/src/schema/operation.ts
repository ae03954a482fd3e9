import type { ZodObject, ZodType } from 'zod';

/** What a route answers when all is well: in words, and by which schema; without one it has no body. */
export type Answer = readonly [
  description: string,
  schema?: ZodType,
  mediaType?: string,
];

/** One route, for the document: made of the schemas that the route itself parses by. */
export interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  path?: ZodObject;
  query?: ZodObject;
  header?: ZodObject;
  body?: ZodType;
  /** The body can be left out. */
  bodyOptional?: true;
  answers: Readonly<Record<number, Answer>>;
  /** Status codes of what can go wrong, beside those that every route has. */
  errors: readonly number[];
  /** Of these status codes, where there is more to it than an `Error`. */
  details?: Readonly<Record<number, ZodType>>;
}

/** By method and path: `GET /clusters/{cluster}/pool`. */
export type Operations = Readonly<Record<string, Operation>>;

/** Of routes that read something of a cluster. */
export const readErrors = [400, 403, 404, 503];

/** Of routes that change something in a cluster. */
export const writeErrors = [400, 403, 404, 409, 413, 422, 503];

/** Of routes about what is kept in the database. */
export const storedReadErrors = [...readErrors, 500];
export const storedWriteErrors = [...writeErrors, 500];
