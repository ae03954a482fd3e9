// Where git hosts put the revision: Gitea `/src/branch/X/`, GitHub `/tree/X/`, GitLab `/-/tree/X/`.
const revisionPart =
  /^(https?:\/\/[^?#]+?)\/(src\/(?:branch|commit|tag)|-\/tree|tree)\/[^/?#]+(\/.*)?$/;
// No slash: the readers of Backstage take one part of the path for the revision.
const plainRevision = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/**
 * The address of the same source at another branch, tag or commit.
 * `sourceLocation` is what the annotation `backstage.io/source-location` says, with or without `url:` before it.
 */
export function atRevision(sourceLocation: string, revision: string): string {
  if (!plainRevision.test(revision) || revision.includes('..')) {
    throw new Error(
      `${JSON.stringify(
        revision.slice(0, 100),
      )} is not a revision that can be fetched. Give a branch, tag or commit without slashes.`,
    );
  }
  const [, repository, kind, rest = '/'] =
    revisionPart.exec(sourceLocation.replace(/^url:/, '')) ?? [];
  if (!repository || !kind) {
    throw new Error(
      `The source of this component cannot be fetched at a revision: its location is ${JSON.stringify(
        sourceLocation.slice(0, 200),
      )}. It has to be registered from a branch of a git repository.`,
    );
  }
  return `${repository}/${kind}/${revision}${rest}`;
}
