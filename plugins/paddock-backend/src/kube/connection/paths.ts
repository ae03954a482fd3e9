const segment = /^[A-Za-z0-9]([A-Za-z0-9._:-]{0,251}[A-Za-z0-9])?$/;

/**
 * `/apis/apps/v1/namespaces/a/deployments/b` from its segments. Only characters
 * of Kubernetes names pass, so there is nothing to encode and nothing to smuggle.
 *
 * @throws Error for a segment that is no Kubernetes name.
 */
export function apiPath(segments: readonly string[]): string {
  for (const each of segments) {
    if (!segment.test(each)) {
      throw new Error(`${JSON.stringify(each)} cannot be part of an API path`);
    }
  }
  return `/${segments.join('/')}`;
}

/** The first segments of every resource of this API version. */
export function versionSegments(group: string, version: string): string[] {
  return group === '' ? ['api', version] : ['apis', group, version];
}

/** @throws Error unless every segment is one that `apiPath` would have made. */
export function checkPath(path: string): string {
  if (!path.startsWith('/')) throw new Error(`"${path}" is no API path`);
  return apiPath(path.slice(1).split('/'));
}
