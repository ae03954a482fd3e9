import type { RootConfigService } from '@backstage/backend-plugin-api';

const choices = ['owners', 'everyone'] as const;

/** Whom the catalog shows the namespaces, secrets and volumes of requests. Administrators see all of them. */
export type ResourceReaders = (typeof choices)[number];

const key = 'paddock.catalog.resourceReaders';

export function readResourceReaders(
  config: RootConfigService,
): ResourceReaders {
  const value = config.getOptionalString(key) ?? 'owners';
  const choice = choices.find(each => each === value);
  if (!choice) {
    throw new Error(
      `${key} in the configuration must be one of: ${choices.join(', ')}`,
    );
  }
  return choice;
}
