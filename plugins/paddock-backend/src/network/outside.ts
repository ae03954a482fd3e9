import type { RouteLine } from '@paddock/backstage-plugin-paddock-common';
import type { HttpRouteWire, IngressWire } from '../kube/networkObjects';

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
    { host, path }: { host?: string; path: string },
  ) => {
    const service = backend?.service?.name;
    if (!service || !services.has(service)) return;
    const { name, number } = backend?.service?.port ?? {};
    found.push({
      ...(host ? { host } : {}),
      path,
      service,
      port: `${name ?? number ?? ''}`,
      tls: tls.some(hosts => covers(hosts, host)),
    });
  };
  for (const { host, http } of spec?.rules ?? []) {
    for (const { path, backend } of http?.paths ?? []) {
      add(backend, { host: host ?? undefined, path: path ?? '/' });
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

/** A certificate without hosts is for all of them; `*.example.com` is for one more label. */
const covers = (hosts: string[], host: string | undefined): boolean =>
  host === undefined ||
  hosts.length === 0 ||
  hosts.includes(host) ||
  hosts.includes(host.replace(/^[^.]+/, '*'));

/** The same of an HTTPRoute. Whether there is TLS its Gateway says, which belongs to others: the plain address is told. */
export function projectHttpRoute(
  { metadata, spec }: HttpRouteWire,
  services: ReadonlySet<string>,
): RouteLine | undefined {
  const hosts: Array<string | undefined> = spec?.hostnames?.length
    ? spec.hostnames
    : [undefined];
  const rules = (spec?.rules ?? []).flatMap(({ matches, backendRefs }) => {
    const paths = matches?.length
      ? matches.map(({ path }) => path?.value ?? '/')
      : ['/'];
    const ours = (backendRefs ?? []).filter(
      ({ kind = 'Service', name = '' }) =>
        kind === 'Service' && services.has(name),
    );
    return ours.flatMap(({ name = '', port }) =>
      hosts.flatMap(host =>
        paths.map(
          (path): Rule => ({
            ...(host ? { host } : {}),
            path,
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
    rules,
    addresses: [],
  };
}
