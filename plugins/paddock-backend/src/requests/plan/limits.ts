import {
  bytesOf,
  canonicalQuantity,
  cpuText,
  type EffectObject,
  milliOf,
  type NamespaceSpec,
} from '@paddock/backstage-plugin-paddock-common';
import type { Baseline } from '../settings/schema';
import { marked, type PlanContext } from './context';

/**
 * The quota that was asked for, and before it what containers get that say nothing themselves: under a quota, the
 * cluster refuses pods that do not say what they need. Memory is bounded by what containers may use, CPU by what they
 * are sure of: unused CPU of others is theirs to use.
 */
export function limitObjects(
  spec: NamespaceSpec,
  context: PlanContext,
): EffectObject[] {
  const namespace = spec.name;
  const { container } = context.settings.baseline;
  return [
    {
      ...marked(
        'v1',
        'LimitRange',
        { name: 'paddock-defaults', namespace },
        context,
      ),
      spec: {
        limits: [{ type: 'Container', ...defaultsFor(spec, container) }],
      },
    },
    {
      ...marked(
        'v1',
        'ResourceQuota',
        { name: 'paddock-quota', namespace },
        context,
      ),
      spec: { hard: hardLimits(spec) },
    },
  ];
}

function hardLimits({ quota }: NamespaceSpec): Record<string, string> {
  const memory = canonicalQuantity(quota.memory);
  return {
    'requests.cpu': canonicalQuantity(quota.cpu),
    'requests.memory': memory,
    'limits.memory': memory,
    'requests.storage': canonicalQuantity(quota.storage),
    pods: `${quota.pods}`,
  };
}

/** A container that says nothing must fit into a small namespace too. */
function defaultsFor(
  { quota }: NamespaceSpec,
  { cpuRequest, memoryRequest, memoryLimit }: Baseline['container'],
) {
  const memory = bytesOf(quota.memory) ?? 0;
  const cpu = milliOf(quota.cpu) ?? 0;
  const limit = Math.min(memoryLimit, memory);
  return {
    default: { memory: bytesQuantity(limit) },
    defaultRequest: {
      cpu: cpuText(Math.min(cpuRequest, cpu)),
      memory: bytesQuantity(Math.min(memoryRequest, limit)),
    },
  };
}

/** Exactly these bytes, in the shortest form. */
const bytesQuantity = (bytes: number) => canonicalQuantity(`${bytes / 1024}Ki`);
