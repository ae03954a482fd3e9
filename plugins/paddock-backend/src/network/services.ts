import type {
  Endpoint,
  ServiceLine,
  ServicePort,
} from '@paddock/backstage-plugin-paddock-common';
import type {
  EndpointSliceWire,
  ServiceWire,
} from '../kube/objects/networkObjects';

/** A Service as a person reads it. Pure. */
export function projectService(
  { metadata, spec, status }: ServiceWire,
  slices: EndpointSliceWire[] | undefined,
): ServiceLine {
  const name = metadata?.name ?? '';
  const clusterIp = spec?.clusterIP ?? undefined;
  const endpoints = slices && endpointsOf(name, slices);
  const external = [
    ...(status?.loadBalancer?.ingress ?? []).flatMap(
      ({ hostname, ip }) => hostname ?? ip ?? [],
    ),
    ...(spec?.externalIPs ?? []),
  ];
  const isPending = spec?.type === 'LoadBalancer' && external.length === 0;
  return {
    name,
    type: typeOf(spec),
    ...(clusterIp && clusterIp !== 'None' ? { clusterIp } : {}),
    ports: (spec?.ports ?? []).map(portOf),
    ...(endpoints ? { endpoints } : {}),
    external,
    localOnly: spec?.externalTrafficPolicy === 'Local',
    ...(isPending && metadata?.creationTimestamp
      ? { pendingSince: `${metadata.creationTimestamp}` }
      : {}),
  };
}

function typeOf(spec: ServiceWire['spec']): ServiceLine['type'] {
  if (spec?.clusterIP === 'None') return 'Headless';
  return spec?.type === 'NodePort' || spec?.type === 'LoadBalancer'
    ? spec.type
    : 'ClusterIP';
}

type WirePort = NonNullable<NonNullable<ServiceWire['spec']>['ports']>[number];

function portOf(port: WirePort): ServicePort {
  const protocol = port.protocol ?? 'TCP';
  const number = port.port ?? 0;
  const scheme = protocol === 'TCP' ? schemeOf(port) : undefined;
  return {
    ...(port.name ? { name: port.name } : {}),
    protocol,
    port: number,
    targetPort: `${port.targetPort ?? number}`,
    ...(port.nodePort ? { nodePort: port.nodePort } : {}),
    ...(scheme ? { scheme } : {}),
  };
}

const plain = new Set([80, 8000, 8080]);
const secure = new Set([443, 8443]);

/** What is spoken on a port. `appProtocol` says it; without that the name by custom, or a number that has one meaning. */
function schemeOf({ appProtocol, name, port }: WirePort) {
  const said = (appProtocol ?? name ?? '').toLowerCase();
  if (/^https\b/.test(said)) return 'https';
  if (/^(http|web)\b/.test(said)) return 'http';
  if (said || !port) return undefined;
  if (secure.has(port)) return 'https';
  return plain.has(port) ? 'http' : undefined;
}

const SERVICE = 'kubernetes.io/service-name';

/** Every address behind a Service once, whatever the number of slices. Those that are not ready first. */
function endpointsOf(service: string, slices: EndpointSliceWire[]): Endpoint[] {
  const found = new Map<string, Endpoint>();
  for (const { metadata, endpoints } of slices) {
    if (metadata?.labels?.[SERVICE] !== service) continue;
    for (const { addresses, conditions, targetRef } of endpoints ?? []) {
      for (const address of addresses ?? []) {
        found.set(address, {
          address,
          // Absent means yes, by the API's own words.
          ready: conditions?.ready !== false,
          ...(targetRef?.kind === 'Pod' && targetRef.name
            ? { pod: targetRef.name }
            : {}),
        });
      }
    }
  }
  return [...found.values()].sort(
    (a, b) =>
      Number(a.ready) - Number(b.ready) || a.address.localeCompare(b.address),
  );
}
