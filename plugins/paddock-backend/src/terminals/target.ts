import { z } from 'zod';
import type { Right } from '../kube/cache';

/** Parameters of routes about a pod's terminals. */
export const terminalTarget = z.strictObject({
  cluster: z.string().min(1).max(253),
  namespace: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/),
  name: z
    .string()
    .max(253)
    .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/),
});

/**
 * What a terminal needs. Over WebSocket older API servers content themselves with `get`,
 * which read-only roles have; so `create` is asked for here.
 */
export const execRight = (namespace: string, pod: string): Right => ({
  verb: 'create',
  group: '',
  resource: 'pods',
  subresource: 'exec',
  namespace,
  name: pod,
});

/** The sentence for who lacks it. */
export const lacksExec = (namespace: string, cluster: string) =>
  `You lack the right to create pods/exec in ${namespace} of ${cluster}. The team that owns the namespace can give it.`;
