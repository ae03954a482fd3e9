/** The library has no types of its own. */
declare module 'git-url-parse' {
  interface GitUrl {
    /** The host. */
    resource: string;
    owner: string;
    name: string;
    full_name: string;
    filepath: string;
  }
  /** @throws Error for what is no address of a repository */
  export default function parseGitUrl(url: string): GitUrl;
}
