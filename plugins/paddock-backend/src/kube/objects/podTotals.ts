import {
  canonicalQuantity,
  parseQuantity,
} from '@paddock/backstage-plugin-paddock-common';
import type { ContainerObject, ContainerStatus, PodObject } from './objects';

/** Billionths of the base unit by resource name: sums of these lose nothing. */
type Amounts = Map<string, bigint>;

type Side = 'requests' | 'limits';

/** What a whole pod has as its own; what else is there belongs to its containers. */
const podLevel = /^(cpu|memory|hugepages-.+)$/;

/**
 * What a whole pod asks for and may not exceed, as the scheduler and `kubectl describe node` count it. Pure.
 * Source: k8s.io/component-helpers/resource, PodRequests and PodLimits with UseStatusResources.
 */
export function podTotals(
  pod: PodObject,
): Record<Side, Record<string, string>> {
  return {
    requests: inWords(totalOf(pod, 'requests')),
    limits: inWords(totalOf(pod, 'limits')),
  };
}

/** By resource: the init container without which the pod would request less. Pure. */
export function initRequesters(pod: PodObject): Record<string, string> {
  const { spec } = pod;
  const inits = spec?.initContainers ?? [];
  const total = totalOf(pod, 'requests');
  const found: Record<string, string> = {};
  for (const { name, restartPolicy } of inits) {
    if (!name || restartPolicy === 'Always') continue;
    const others = inits.filter(each => each.name !== name);
    const less = totalOf(
      { ...pod, spec: { ...spec, initContainers: others } as typeof spec },
      'requests',
    );
    for (const [resource, amount] of total) {
      if ((less.get(resource) ?? 0n) < amount) found[resource] = name;
    }
  }
  return found;
}

function totalOf(pod: PodObject, side: Side): Amounts {
  const total = ofContainers(pod, side);
  for (const [name, amount] of read(pod.spec?.resources?.[side])) {
    if (podLevel.test(name)) total.set(name, amount);
  }
  for (const [name, amount] of read(pod.spec?.overhead)) {
    // What is not limited is not limited by what the sandbox needs either.
    const counts = side === 'requests' || (total.get(name) ?? 0n) > 0n;
    if (counts) total.set(name, (total.get(name) ?? 0n) + amount);
  }
  return total;
}

/** Init containers run one after the other, beside the sidecars that were started before them. */
function ofContainers(pod: PodObject, side: Side): Amounts {
  const { spec, status } = pod;
  const statuses = new Map(
    [
      ...(status?.containerStatuses ?? []),
      ...(status?.initContainerStatuses ?? []),
    ].map(each => [each.name, each]),
  );
  const lasting = (container: ContainerObject) =>
    effective(container, { side, pod, status: statuses.get(container.name) });

  const total: Amounts = new Map();
  for (const each of spec?.containers ?? []) add(total, lasting(each));
  const beside: Amounts = new Map();
  const most: Amounts = new Map();
  for (const each of spec?.initContainers ?? []) {
    if (each.restartPolicy === 'Always') {
      add(total, lasting(each));
      add(beside, lasting(each));
      raise(most, beside);
    } else {
      const own = read(each.resources?.[side]);
      add(own, beside);
      raise(most, own);
    }
  }
  raise(total, most);
  return total;
}

interface Standing {
  side: Side;
  pod: PodObject;
  status?: ContainerStatus;
}

/** While a container is resized, what it has and what it is to have are both held for it. */
function effective(
  { resources }: ContainerObject,
  { side, pod, status }: Standing,
): Amounts {
  const wanted = read(resources?.[side]);
  if (!status?.resources) return wanted;
  const held = isInfeasible(pod) ? new Map<string, bigint>() : wanted;
  raise(held, read(status.resources[side]));
  if (side === 'requests') raise(held, read(status.allocatedResources));
  return held;
}

const isInfeasible = ({ status }: PodObject) =>
  status?.conditions?.find(({ type }) => type === 'PodResizePending')
    ?.reason === 'Infeasible';

function read(amounts: object | null | undefined): Amounts {
  const found: Amounts = new Map();
  for (const [name, text] of Object.entries(amounts ?? {})) {
    const parsed = parseQuantity(`${text}`);
    if (parsed.state === 'quantity') found.set(name, parsed.nano);
  }
  return found;
}

function add(to: Amounts, more: Amounts) {
  for (const [name, amount] of more) {
    to.set(name, (to.get(name) ?? 0n) + amount);
  }
}

function raise(to: Amounts, least: Amounts) {
  for (const [name, amount] of least) {
    const before = to.get(name);
    if (before === undefined || amount > before) to.set(name, amount);
  }
}

const inWords = (amounts: Amounts): Record<string, string> =>
  Object.fromEntries(
    [...amounts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, amount]) => [name, textOf(name, amount)]),
  );

const perByte = 1_000_000_000n;
const bytes = /^(memory|ephemeral-storage|hugepages-.+)$/;

/** Bytes by powers of 1024 where these say it exactly. */
function textOf(name: string, nano: bigint): string {
  const isKi = bytes.test(name) && nano > 0n && nano % (1024n * perByte) === 0n;
  return canonicalQuantity(isKi ? `${nano / (1024n * perByte)}Ki` : `${nano}n`);
}
