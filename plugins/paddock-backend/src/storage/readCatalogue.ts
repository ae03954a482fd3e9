import type { Config } from '@backstage/config';
import {
  provisionerTraitsSchema,
  type StorageCatalogue,
  storageTraitsSchema,
} from '@paddock/backstage-plugin-paddock-common';
import { prettifyError, z } from 'zod';

const name = z.string().min(1).max(253);

const schema = z.strictObject({
  classes: z.array(storageTraitsSchema.extend({ name })).max(200).default([]),
  provisioners: z
    .array(provisionerTraitsSchema.extend({ name }))
    .max(200)
    .default([]),
});

/**
 * Reads `paddock.storage`: what a company knows of its classes and provisioners.
 *
 * @throws Error that names what is wrong, so that the portal does not start with half of it
 */
export function readStorageCatalogue(config: Config): StorageCatalogue {
  const section = config.getOptional('paddock.storage') ?? {};
  const result = schema.safeParse(section);
  if (!result.success) {
    throw new Error(`paddock.storage: ${prettifyError(result.error)}`);
  }
  return {
    classes: byName(result.data.classes),
    provisioners: byName(result.data.provisioners),
  };
}

function byName<Named extends { name: string }>(
  given: Named[],
): Record<string, Omit<Named, 'name'>> {
  return Object.fromEntries(given.map(({ name: key, ...rest }) => [key, rest]));
}
