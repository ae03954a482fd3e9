import { InputError } from '@backstage/errors';
import type { Request } from 'express';
import { z, type ZodType } from 'zod';
import { bytesUpTo, parseJson } from '../../http/body';
import { parse } from '../../http/parse';

/** What people write about a request. */
const bodyAtMost = '64kb';
/** What a secret may hold. */
const valueAtMost = '1mb';

/** Read as bytes here, and parsed once somebody asks for them. */
export const bodyReader = bytesUpTo(bodyAtMost);
export const valueReader = bytesUpTo(valueAtMost);

const hasBody = ({ headers }: Request) =>
  headers['transfer-encoding'] !== undefined ||
  Number(headers['content-length'] ?? 0) > 0;

/** The body as JSON; an empty object where there is none. @throws InputError */
function readJson(req: Request): unknown {
  if (!hasBody(req)) return {};
  if (!req.is('application/json')) {
    throw new InputError('Send the request as application/json.');
  }
  return parseJson(Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0));
}

/** @throws InputError for a body that is not what the schema says */
export const readBody = <T>(schema: ZodType<T>, req: Request): T =>
  parse(schema, readJson(req));

/** As `readBody`, and whatever is wrong, the answer repeats nothing of the body. */
export function readSecretBody<T>(
  schema: ZodType<T>,
  req: Request,
  expected: string,
): T {
  const result = schema.safeParse(readJson(req));
  if (result.success) return result.data;
  throw new InputError(`The body is not as it should be: ${expected}`);
}

/** Of acts that say everything by their path. */
export const emptyBody = z.strictObject({});
