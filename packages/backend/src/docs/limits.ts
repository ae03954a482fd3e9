import { InputError } from '@backstage/errors';

const mebibyte = 1024 * 1024;

/** How much a repository may hold for its docs to be rendered by the portal. */
export const limits = { entries: 10_000, bytes: 128 * mebibyte };

/** Counts the files of one repository; throws at the first one that is too many. */
export function createBudget({ entries, bytes } = limits) {
  let seen = 0;
  let sum = 0;
  return (size: number) => {
    seen += 1;
    sum += size;
    if (seen <= entries && sum <= bytes) return;
    throw new InputError(
      `The docs are not rendered: the repository has more than ${entries} files or ${
        bytes / mebibyte
      } MiB. Put the docs into a folder of their own with a mkdocs.yml, and name that in backstage.io/techdocs-ref (dir:./folder), or have CI build them.`,
    );
  };
}
