import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import semver from 'semver';

/** A known hole in versions of a package. `range` is what is affected, as npm writes it. */
export interface Advisory {
  package: string;
  range: string;
  id: string;
  why: string;
}

/** For registries that answer no audit. */
export const advisories: Advisory[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../advisories.json'), 'utf8'),
);

/** Every `[name, version]` that a yarn.lock holds of a registry. */
export const lockedIn = (lock: string): Array<[string, string]> =>
  [...lock.matchAll(/^ {2}resolution: "(.+)@npm:([^"]+)"$/gm)].map(
    ([, name, version]) => [name!, version!],
  );

/** What is locked and affected, one line each. */
export const affectedIn = (lock: string): string[] =>
  lockedIn(lock).flatMap(([name, version]) =>
    advisories
      .filter(each => each.package === name)
      .filter(({ range }) => semver.satisfies(version, range))
      .map(({ id, why }) => `${name} ${version}: ${id}. ${why}`),
  );
