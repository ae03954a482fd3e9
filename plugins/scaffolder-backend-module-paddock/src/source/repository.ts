import { InputError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  DefaultGitlabCredentialsProvider,
  type ScmIntegrationRegistry,
} from '@backstage/integration';

export interface Repository {
  /** Where git speaks HTTP, without credentials. */
  url: string;
  /** Of the integration; empty where it has no credentials. */
  headers: Record<string, string>;
}

// `owner/name`, or the groups of GitLab before the name, up to what names the branch.
const repositoryPath =
  /^\/((?:(?!-\/)[\w-][\w.-]*\/)+(?!-\/)[\w-][\w.-]*?)(?:\.git)?\/(?:src\/(?:branch|commit|tag)|-\/tree|tree)\//;

const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString(
    'base64',
  )}`,
});

/**
 * The repository of a source location. Only hosts of the portal's integrations are called, at the address that the
 * configuration gives them, so that a catalog entity cannot send the portal or its credentials elsewhere.
 */
export async function findRepository(
  integrations: ScmIntegrationRegistry,
  sourceLocation: string,
): Promise<Repository> {
  const location = parseLocation(sourceLocation);
  const host = await findHost(integrations, location);
  const base = new URL(host.base);
  const folder = base.pathname.replace(/\/$/, '');
  const isThere =
    location.origin === base.origin && location.pathname.startsWith(folder);
  const [, path] =
    repositoryPath.exec(location.pathname.slice(folder.length)) ?? [];
  if (!isThere || !path) throw notRepository(sourceLocation);
  return {
    url: `${base.origin}${folder}/${path}.git`,
    headers: host.headers,
  };
}

function parseLocation(sourceLocation: string): URL {
  const text = sourceLocation.replace(/^url:/, '');
  const location = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain =
    location &&
    /^https?:$/.test(location.protocol) &&
    !location.username &&
    !location.password;
  if (!isPlain) throw notRepository(sourceLocation);
  return location;
}

async function findHost(
  integrations: ScmIntegrationRegistry,
  location: URL,
): Promise<{ base: string; headers: Record<string, string> }> {
  const url = location.href;
  const gitea = integrations.gitea.byUrl(url)?.config;
  if (gitea) {
    const { host, baseUrl, username, password } = gitea;
    return {
      base: baseUrl ?? `https://${host}`,
      // Gitea takes a token in place of the password, whatever the user is called.
      headers: password ? basic(username ?? 'x-access-token', password) : {},
    };
  }
  const gitlab = integrations.gitlab.byUrl(url)?.config;
  if (gitlab) {
    const provider =
      DefaultGitlabCredentialsProvider.fromIntegrations(integrations);
    const { token } = await provider.getCredentials({ url });
    return {
      base: gitlab.baseUrl,
      headers: token ? basic('oauth2', token) : {},
    };
  }
  const github = integrations.github.byUrl(url)?.config;
  if (github) {
    const provider =
      DefaultGithubCredentialsProvider.fromIntegrations(integrations);
    const { token } = await provider.getCredentials({ url });
    return {
      base: `https://${github.host}`,
      headers: token ? basic('x-access-token', token) : {},
    };
  }
  throw new InputError(
    `The portal knows no git host ${JSON.stringify(
      location.host.slice(0, 200),
    )}. Register the service from a GitHub, GitLab or Gitea host under integrations in the portal's configuration.`,
  );
}

const notRepository = (sourceLocation: string) =>
  new InputError(
    `The source of this component cannot be fetched at a revision: its location is ${JSON.stringify(
      // Whatever stands before an @ may be a password.
      sourceLocation.replace(/\/\/[^/]*@/, '//').slice(0, 200),
    )}. It has to be registered from a branch of a git repository.`,
  );
