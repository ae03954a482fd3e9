import { InputError } from '@backstage/errors';
import { prettifyError, type ZodType } from 'zod';

/** Turns what came from outside into what the schema says. @throws InputError */
export function parse<T>(schema: ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new InputError(prettifyError(result.error));
}
