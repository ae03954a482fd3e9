/** What a request needs, as `kubectl auth can-i` takes it: `list`, `deployments.apps`. */
export interface LackedRight {
  verb: string;
  resource: string;
  namespace?: string;
}

/**
 * The right that a GET of this path needs. Of other methods nothing is said: their 403 may as well be an admission's.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb
 */
export function lackedRight(
  method: string,
  path: string,
): LackedRight | undefined {
  const [root, ...rest] = path.slice(1).split('/');
  if (method !== 'GET' || (root !== 'api' && root !== 'apis')) return undefined;
  const group = root === 'apis' ? rest.shift() : undefined;
  const [, ...target] = rest;
  const isInNamespace = target[0] === 'namespaces' && target.length > 2;
  const [plural, name, subresource] = target.slice(isInNamespace ? 2 : 0);
  if (!plural) return undefined;
  return {
    verb: name ? 'get' : 'list',
    resource: [subresource ? `${plural}/${subresource}` : plural, group]
      .filter(Boolean)
      .join('.'),
    ...(isInNamespace && { namespace: target[1] }),
  };
}
