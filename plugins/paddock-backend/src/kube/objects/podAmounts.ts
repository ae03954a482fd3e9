import { bytesOf, milliOf } from '@paddock/backstage-plugin-paddock-common';
import type { ContainerObject, PodObject } from './objects';
import { list } from './wire';

/** Of a container or a pod: mCPU and bytes. A limit that is absent holds nothing. */
export interface Amounts {
  request?: number;
  limit?: number;
}

type Resource = 'cpu' | 'memory';
type Kind = keyof Amounts;

const parsers = { cpu: milliOf, memory: bytesOf };

type Resources = ContainerObject['resources'];

function amountIn(
  resources: Resources,
  resource: Resource,
  kind: Kind,
): number | undefined {
  const amounts = kind === 'request' ? resources?.requests : resources?.limits;
  const text = amounts?.[resource];
  return typeof text === 'string' ? parsers[resource](text) : undefined;
}

const given = (amounts: Record<Kind, number | undefined>): Amounts => ({
  ...(amounts.request !== undefined && { request: amounts.request }),
  ...(amounts.limit !== undefined && { limit: amounts.limit }),
});

/** Pure. */
export const containerAmounts = (
  { resources }: Pick<ContainerObject, 'resources'>,
  resource: Resource,
): Amounts =>
  given({
    request: amountIn(resources, resource, 'request'),
    limit: amountIn(resources, resource, 'limit'),
  });

/**
 * What a whole pod asks for and cannot exceed, as the scheduler counts it; a limit only where all of its containers
 * have one. Pure. Source: k8s.io/component-helpers/resource, PodRequests and PodLimits.
 */
export function podAmounts({ spec }: PodObject, resource: Resource): Amounts {
  const of = (kind: Kind) =>
    wholeOf(spec, resource, kind, sumOf(spec, resource, kind));
  return given({ request: of('request'), limit: of('limit') });
}

/**
 * The same of a pod that has started: what it asks for holds for as long as it lives, while the limits of init
 * containers have ended with them. Pure.
 */
export function startedAmounts(
  { spec }: PodObject,
  resource: Resource,
): Amounts {
  const of = (kind: Kind, sum: number | undefined) =>
    wholeOf(spec, resource, kind, sum);
  return given({
    request: of('request', sumOf(spec, resource, 'request')),
    limit: of('limit', lastingOf(spec, resource, 'limit')),
  });
}

/** What the pod says of itself as a whole, or what its containers add up to; with its overhead. */
function wholeOf(
  spec: PodObject['spec'],
  resource: Resource,
  kind: Kind,
  sum: number | undefined,
): number | undefined {
  const own = amountIn(spec?.resources as Resources, resource, kind) ?? sum;
  const overhead = spec?.overhead?.[resource];
  const more =
    typeof overhead === 'string' ? parsers[resource](overhead) ?? 0 : 0;
  return own === undefined ? undefined : own + more;
}

const isSidecar = ({ restartPolicy }: ContainerObject) =>
  restartPolicy === 'Always';

/** Of the containers that run for as long as the pod does. */
function lastingOf(
  spec: PodObject['spec'],
  resource: Resource,
  kind: Kind,
): number | undefined {
  const lasting = [
    ...list(spec?.containers),
    ...list(spec?.initContainers).filter(isSidecar),
  ];
  const amounts = lasting.map(({ resources }) =>
    amountIn(resources, resource, kind),
  );
  const declared = amounts.filter(each => each !== undefined);
  const lacks = declared.length < amounts.length;
  if (declared.length === 0 || (kind === 'limit' && lacks)) return undefined;
  return declared.reduce((sum, each) => sum + each, 0);
}

/** Init containers run one after the other, beside the sidecars that were started before them. */
function sumOf(
  spec: PodObject['spec'],
  resource: Resource,
  kind: Kind,
): number | undefined {
  let most = lastingOf(spec, resource, kind);
  if (most === undefined) return undefined;
  let beside = 0;
  for (const init of list(spec?.initContainers)) {
    const own = amountIn(init.resources, resource, kind) ?? 0;
    most = Math.max(most, beside + own);
    if (isSidecar(init)) beside += own;
  }
  return most;
}
