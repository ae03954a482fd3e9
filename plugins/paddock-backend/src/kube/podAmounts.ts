import { bytesOf, milliOf } from '@paddock/backstage-plugin-paddock-common';
import type { ContainerObject, PodObject } from './objects';
import { list } from './trim/shape';

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
  const of = (kind: Kind): number | undefined => {
    const own = amountIn(spec?.resources as Resources, resource, kind);
    const summed = own ?? sumOf(spec, resource, kind);
    const overhead = spec?.overhead?.[resource];
    const more =
      typeof overhead === 'string' ? parsers[resource](overhead) ?? 0 : 0;
    return summed === undefined ? undefined : summed + more;
  };
  return given({ request: of('request'), limit: of('limit') });
}

/** Init containers run one after the other, beside the sidecars that were started before them. */
function sumOf(
  spec: PodObject['spec'],
  resource: Resource,
  kind: Kind,
): number | undefined {
  const amount = ({ resources }: ContainerObject) =>
    amountIn(resources, resource, kind);
  const inits = list(spec?.initContainers);
  const sidecars = inits.filter(each => each.restartPolicy === 'Always');
  const lasting = [...list(spec?.containers), ...sidecars];
  const amounts = lasting.map(amount);
  const declared = amounts.filter(each => each !== undefined);
  const lacks = declared.length < amounts.length;
  if (declared.length === 0 || (kind === 'limit' && lacks)) return undefined;
  let most = declared.reduce((sum, each) => sum + each, 0);
  let beside = 0;
  for (const init of inits) {
    const own = amount(init) ?? 0;
    most = Math.max(most, beside + own);
    if (init.restartPolicy === 'Always') beside += own;
  }
  return most;
}
