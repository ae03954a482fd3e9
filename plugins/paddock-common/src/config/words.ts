import type { ConfigUse } from './schemas';

/** How something is used, in a few words: `variable LOG_LEVEL of api, from the key level`. */
export function configUseInWords(use: ConfigUse): string {
  switch (use.as) {
    case 'variable':
      return `variable ${use.variable} of ${use.container}, from the key ${use.key}`;
    case 'all-variables':
      return use.prefix
        ? `all keys as variables ${use.prefix}… of ${use.container}`
        : `all keys as variables of ${use.container}`;
    case 'files':
      return `files under ${use.path} of ${use.container}`;
    case 'one-file':
      return `file ${use.path} of ${use.container}, fixed at its start (subPath)`;
    case 'unmounted':
      return `volume ${use.volume}, which no container mounts`;
    default:
      return 'to pull images with';
  }
}
