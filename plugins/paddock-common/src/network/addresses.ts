import type { RouteLine, ServiceLine, WorkloadNetwork } from './schemas';

/** One way to something, as it is typed or clicked. */
export interface Address {
  /** `within the cluster`, `on every node`, `from outside` */
  from: string;
  /** A URL where it is known what is spoken, else `host:port`. */
  text: string;
  /** Can be opened in a browser from where the person is, as far as can be told. */
  opens: boolean;
  /** Stands for many addresses: it can neither be opened nor copied as one. */
  isPattern?: true;
}

const usual = { http: 80, https: 443 };

function at(
  host: string,
  port: number,
  scheme: 'http' | 'https' | undefined,
): string {
  const name = host.includes(':') ? `[${host}]` : host;
  if (!scheme) return `${name}:${port}`;
  return `${scheme}://${name}${usual[scheme] === port ? '' : `:${port}`}`;
}

/** The ways to a Service, from the nearest to the farthest. */
export function addressesOf(
  service: ServiceLine,
  { namespace, domain, nodes }: WorkloadNetwork,
): Address[] {
  const host = `${service.name}.${namespace}.svc.${domain}`;
  const onNodes = service.localOnly
    ? 'on the nodes that run its pods'
    : 'on every node';
  return service.ports.flatMap(({ port, nodePort, scheme }): Address[] => [
    { from: 'within the cluster', text: at(host, port, scheme), opens: false },
    ...(nodePort === undefined
      ? []
      : nodes.map(node => ({
          from: onNodes,
          text: at(node, nodePort, scheme),
          opens: scheme !== undefined,
        }))),
    ...service.external.map(address => ({
      from: 'from outside',
      text: at(address, port, scheme),
      opens: scheme !== undefined,
    })),
  ]);
}

/** The addresses that a route has outside; one without a host is reached at the addresses of its controller. */
export function routeAddresses({
  rules,
  addresses,
  state,
}: RouteLine): Address[] {
  const answers = state === undefined || state.is === 'accepted';
  return rules.flatMap(({ host, path, tls, isPattern }) => {
    const hosts = host === undefined ? addresses : [host];
    const scheme = tls ? 'https' : 'http';
    return hosts.map((each): Address => {
      const many = isPattern || each.includes('*');
      return {
        from: 'from outside',
        text: `${at(each, usual[scheme], scheme)}${path}`,
        opens: answers && !many,
        ...(many ? { isPattern: true } : {}),
      };
    });
  });
}

/** What makes a port of a Service answer on the machine that it is typed on. Local ports below 1024 need more rights. */
export function portForward(
  { name, ports }: ServiceLine,
  namespace: string,
): string | undefined {
  const port = ports.find(({ protocol }) => protocol === 'TCP')?.port;
  if (port === undefined) return undefined;
  const local = port < 1024 ? port + 8000 : port;
  return `kubectl -n ${namespace} port-forward service/${name} ${local}:${port}`;
}

/** Where it answers then. */
export function forwardedAddress({ ports }: ServiceLine): string | undefined {
  const first = ports.find(({ protocol }) => protocol === 'TCP');
  if (!first) return undefined;
  const local = first.port < 1024 ? first.port + 8000 : first.port;
  return at('localhost', local, first.scheme);
}
