import { InputError } from '@backstage/errors';

// https://git-scm.com/docs/git-check-ref-format, and a leading dash is no name of a branch.
// eslint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|^[-/]|[/.]$|^@$/;
const partIsName = (part: string) =>
  !part.startsWith('.') && !part.endsWith('.lock');

/** A branch, tag or commit as `git check-ref-format --branch` allows it. */
export function checkRevision(text: string): string {
  const isName =
    text.length > 0 &&
    text.length <= 250 &&
    !forbidden.test(text) &&
    text.split('/').every(partIsName);
  if (isName) return text;
  throw new InputError(
    `${JSON.stringify(
      text.slice(0, 100),
    )} is not the name of a branch, tag or commit. Use letters, digits, dots, dashes and slashes, as in feature/login or v1.2.`,
  );
}

/** A commit in full, or the beginning of one that a git host still finds. */
export const isCommit = (text: string) => /^[0-9a-f]{7,64}$/.test(text);
