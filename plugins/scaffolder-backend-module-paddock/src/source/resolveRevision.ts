import { InputError, NotFoundError, toError } from '@backstage/errors';
import { Errors, listServerRefs } from 'isomorphic-git';
import { gitHttp } from './gitHttp';
import type { Repository } from './repository';
import { isCommit } from './revision';

/**
 * The commit of a branch or tag, as the git host knows it now. What looks like a commit and names neither is handed
 * back as it is: the host says at the fetch whether it exists.
 */
export async function resolveRevision(
  repository: Repository,
  revision: string,
  signal: AbortSignal,
): Promise<string> {
  const names = revision.startsWith('refs/')
    ? [revision]
    : [`refs/heads/${revision}`, `refs/tags/${revision}`];
  const found: Array<{ name: string; commit: string }> = [];
  for (const name of names) {
    const commit = await readReference(repository, name, signal);
    if (commit) found.push({ name, commit });
  }
  const [first, second] = found;
  if (first && second && first.commit !== second.commit) {
    throw new InputError(
      `${revision} is a branch and a tag, at different commits. Give refs/heads/${revision} or refs/tags/${revision}.`,
    );
  }
  if (first) return first.commit;
  if (isCommit(revision)) return revision;
  throw new NotFoundError(
    `${repository.url} has no branch or tag ${JSON.stringify(
      revision,
    )}. Push it, or give another.`,
  );
}

async function readReference(
  { url, headers }: Repository,
  name: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const references = await listServerRefs({
      http: gitHttp(signal),
      url,
      headers,
      prefix: name,
      peelTags: true,
    });
    const found = references.find(({ ref }) => ref === name);
    return found?.peeled ?? found?.oid;
  } catch (error) {
    throw new Error(`${url} cannot be asked for ${name}: ${reasonOf(error)}`);
  }
}

/** Without what a host answers, which may repeat what it was sent. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Errors.HttpError)) {
    // What fetch throws keeps the reason in its cause.
    const { message, cause } = toError(error);
    return `${cause ? toError(cause).message : message}.`;
  }
  const { statusCode } = error.data;
  if (statusCode === 401 || statusCode === 403) {
    return `the git host denies it to the portal (${statusCode}). An administrator looks at the integration's credentials.`;
  }
  if (statusCode === 404) {
    return 'the repository is not there, or the portal may not read it.';
  }
  if (statusCode >= 300 && statusCode < 400) {
    return `the git host redirects (${statusCode}), which is not followed. Register the service from where its repository is now.`;
  }
  return `the git host answers ${statusCode}. Try again later.`;
}
