/** What the scheduler counts nodes by. */
export type NodeFault =
  | { is: 'too-small'; resource: string }
  | { is: 'tainted'; taint?: string }
  | { is: 'cordoned' }
  | { is: 'not-chosen' }
  | { is: 'pod-rules' }
  | { is: 'spread' }
  | { is: 'port' }
  | { is: 'volume' }
  | { is: 'full' }
  /** Its own words. */
  | { is: 'other'; said: string };

export interface NodeShare {
  nodes: number;
  fault: NodeFault;
}

/** Why no node fits, as the scheduler counted. */
export interface Scheduling {
  /** Nodes that were looked at, where the message says so. */
  of?: number;
  shares: NodeShare[];
  /**
   * A volume claim that the pod needs and that is not bound, or not there. `made` is one that the cluster makes: it may be
   * there since, for the scheduler does not say so while it waits for the volume.
   */
  claim?: { is: 'unbound' | 'made' } | { is: 'missing'; name: string };
}

const faults: ReadonlyArray<
  [said: RegExp, fault: (found: RegExpExecArray) => NodeFault]
> = [
  [
    /^Insufficient (\S+)/,
    ([, resource = '']) => ({ is: 'too-small', resource }),
  ],
  [/taints? \{([^}]*)\}|taint/, ([, taint = '']) => tainted(taint)],
  [/unschedulable/, () => ({ is: 'cordoned' })],
  [/pods? (anti-)?affinity/, () => ({ is: 'pod-rules' })],
  [/volume node affinity|volume zone/, () => ({ is: 'volume' })],
  [/node affinity|node selector/, () => ({ is: 'not-chosen' })],
  [/topology spread/, () => ({ is: 'spread' })],
  [/free ports/, () => ({ is: 'port' })],
  [/Too many pods/, () => ({ is: 'full' })],
  [/max volume count/, () => ({ is: 'volume' })],
];

function tainted(taint: string): NodeFault {
  const [key = '', value = ''] = taint.split(':').map(part => part.trim());
  // The control plane cordons with a taint, too.
  if (key === 'node.kubernetes.io/unschedulable') return { is: 'cordoned' };
  return {
    is: 'tainted',
    ...(key && { taint: value ? `${key}=${value}` : key }),
  };
}

function faultOf(said: string): NodeFault {
  for (const [pattern, fault] of faults) {
    const found = pattern.exec(said);
    if (found) return fault(found);
  }
  return { is: 'other', said };
}

function claimOf(
  message: string,
  missing: string | undefined,
): Scheduling['claim'] {
  if (missing) return { is: 'missing', name: missing };
  if (/unbound immediate PersistentVolumeClaims/.test(message)) {
    return { is: 'unbound' };
  }
  return /waiting for ephemeral volume controller/.test(message)
    ? { is: 'made' }
    : undefined;
}

/**
 * Takes the scheduler's message apart: `0/5 nodes are available: 3 Insufficient cpu, 2 node(s) had untolerated taint {a: b}. preemption: …`.
 * Source: FitError.Error in kubernetes/pkg/scheduler/framework/types.go.
 */
export function readScheduling(message: string): Scheduling {
  const head = /^\d+\/(\d+) nodes are available: ?/.exec(message);
  const [told = ''] = message
    .slice(head?.[0].length ?? 0)
    // What follows the counts is about claims and preemption.
    .split(/\.(?:\s|$)/);
  const shares = told.split(/, (?=\d+ )/).flatMap(part => {
    const found = /^(\d+) (?:node\(s\) )?(.*)$/s.exec(part);
    return found
      ? [{ nodes: Number(found[1]), fault: faultOf(found[2] ?? '') }]
      : [];
  });
  const missing = /persistentvolumeclaim "([^"]+)" not found/.exec(message);
  const claim = claimOf(message, missing?.[1]);
  return {
    ...(head ? { of: Number(head[1]) } : {}),
    shares,
    ...(claim ? { claim } : {}),
  };
}
