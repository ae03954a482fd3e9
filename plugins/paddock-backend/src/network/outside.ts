import type {
  RouteLine,
  RouteState,
} from '@paddock/backstage-plugin-paddock-common';
import type {
  HttpRouteWire,
  IngressWire,
} from '../kube/objects/networkObjects';

type Rule = RouteLine['rules'][number];

/** The rules of an Ingress that lead to one of these Services; undefined where none does. Pure. */
export function projectIngress(
  { metadata, spec, status }: IngressWire,
  services: ReadonlySet<string>,
): RouteLine | undefined {
  const tls = (spec?.tls ?? []).map(({ hosts }) => hosts ?? []);
  const found: Rule[] = [];
  const add = (
    backend: NonNullable<IngressWire['spec']>['defaultBackend'],
    { host, path, type }: { host?: string; path: string; type?: string },
  ) => {
    const service = backend?.service?.name;
    if (!service || !services.has(service)) return;
    const { name, number } = backend?.service?.port ?? {};
    found.push({
      ...(host ? { host } : {}),
      path,
      isPattern: type !== 'Exact' && hasPatternSyntax(path),
      service,
      port: `${name ?? number ?? ''}`,
      tls: tls.some(hosts => covers(hosts, host)),
    });
  };
  for (const { host, http } of spec?.rules ?? []) {
    for (const { path, pathType, backend } of http?.paths ?? []) {
      add(backend, {
        host: host ?? undefined,
        path: path ?? '/',
        type: pathType ?? undefined,
      });
    }
  }
  add(spec?.defaultBackend, { path: '/' });
  if (found.length === 0) return undefined;
  return {
    kind: 'Ingress',
    name: metadata?.name ?? '',
    rules: found,
    addresses: (status?.loadBalancer?.ingress ?? []).flatMap(
      ({ hostname, ip }) => hostname ?? ip ?? [],
    ),
  };
}

/**
 * Controllers read `ImplementationSpecific` paths as globs or regular expressions, and some of them `Prefix` paths too.
 * None of these characters stands in a URL path as it is typed.
 */
const hasPatternSyntax = (path: string) => /[*?+^$|\\()[\]{}]/.test(path);

/** A certificate without hosts is for all of them; `*.example.com` is for one more label. */
const covers = (hosts: string[], host: string | undefined): boolean =>
  hosts.length === 0 ||
  (host !== undefined &&
    (hosts.includes(host) || hosts.includes(host.replace(/^[^.]+/, '*'))));

/** The same of an HTTPRoute. Whether there is TLS its Gateway says, which belongs to others: the plain address is told. */
export function projectHttpRoute(
  { metadata, spec, status }: HttpRouteWire,
  to: { namespace: string; services: ReadonlySet<string> },
): RouteLine | undefined {
  const from = metadata?.namespace ?? to.namespace;
  const hosts: Array<string | undefined> = spec?.hostnames?.length
    ? spec.hostnames
    : [undefined];
  const rules = (spec?.rules ?? []).flatMap(({ matches, backendRefs }) => {
    const paths = matches?.length
      ? matches.map(({ path }) => ({
          path: path?.value ?? '/',
          isPattern: path?.type === 'RegularExpression',
        }))
      : [{ path: '/', isPattern: false }];
    const ours = (backendRefs ?? []).filter(
      ({ group = '', kind = 'Service', name = '', namespace, weight }) =>
        group === '' &&
        kind === 'Service' &&
        (namespace ?? from) === to.namespace &&
        weight !== 0 &&
        to.services.has(name),
    );
    return ours.flatMap(({ name = '', port }) =>
      hosts.flatMap(host =>
        paths.map(
          (path): Rule => ({
            ...(host ? { host } : {}),
            ...path,
            service: name,
            port: `${port ?? ''}`,
            tls: false,
          }),
        ),
      ),
    );
  });
  if (rules.length === 0) return undefined;
  return {
    kind: 'HTTPRoute',
    name: metadata?.name ?? '',
    ...(from === to.namespace ? {} : { namespace: from }),
    state: stateOf(spec?.parentRefs ?? [], status?.parents ?? []),
    rules,
    addresses: [],
  };
}

type Parents = NonNullable<NonNullable<HttpRouteWire['status']>['parents']>;

/** A route answers where one of its Gateways has accepted it and found everything that it refers to. */
function stateOf(parentRefs: object[], parents: Parents): RouteState {
  if (parentRefs.length === 0 && parents.length === 0) {
    return { is: 'rejected', because: 'it names no Gateway (parentRefs)' };
  }
  if (parents.length === 0) return { is: 'pending' };
  const answers = parents.map(({ conditions = [] }): RouteState => {
    const no = conditions.find(
      ({ type, status }) =>
        (type === 'Accepted' || type === 'ResolvedRefs') && status === 'False',
    );
    if (no) {
      return {
        is: 'rejected',
        because: [no.reason, no.message].filter(Boolean).join(': '),
      };
    }
    const accepted = conditions.some(
      ({ type, status }) => type === 'Accepted' && status === 'True',
    );
    return { is: accepted ? 'accepted' : 'pending' };
  });
  return (
    answers.find(({ is }) => is === 'accepted') ??
    answers.find(({ is }) => is === 'rejected') ?? { is: 'pending' }
  );
}
