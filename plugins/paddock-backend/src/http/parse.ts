import { InputError } from '@backstage/errors';
import { prettifyError, type ZodType } from 'zod';

/** What is said of a body is no longer, however much of it is wrong. */
const longest = 1_000;

export const shorten = (text: string) =>
  text.length > longest ? `${text.slice(0, longest)} …` : text;

/** Turns what came from outside into what the schema says. @throws InputError */
export function parse<T>(schema: ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new InputError(shorten(prettifyError(result.error)));
}
