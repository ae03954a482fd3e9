import type { Config } from '@backstage/config';
import type { z } from 'zod';

/**
 * One section of the configuration. Without the section, that of an empty one.
 *
 * @throws Error that names the keys which cannot be meant, and never tells their values
 */
export function parseSection<S extends z.ZodType>(
  config: Config,
  key: string,
  schema: S,
): z.output<S> {
  const parsed = schema.safeParse(config.getOptional(key) ?? {});
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(
    ({ path, message }) => `${[key, ...path].join('.')}: ${message}`,
  );
  throw new Error(`The configuration cannot be used. ${issues.join('; ')}`);
}
