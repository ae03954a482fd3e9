/** What can keep a workload from being as it should be, the heaviest first. */
export const causes = [
  // Of the whole workload.
  'deleted',
  'invalid',
  'aborted',
  'refused',
  // Of its pods.
  'image-name',
  'image',
  'config',
  'command',
  'memory',
  'crash-loop',
  'ends',
  'cannot-start',
  'old-pod-blocks',
  'volume',
  'claim',
  'sandbox',
  'gated',
  'no-node',
  'node-away',
  'terminating',
  'pod-failed',
  'run-failed',
  'run-lost',
  'never-runs',
  'probe',
  'readiness-gate',
  'init',
  'readiness',
  'deadline',
  'no-progress',
  // Nothing that is wrong.
  'controller',
  'managed',
  'queued',
  'paused',
  'suspended',
  'on-delete',
  'partition',
  'promotion',
  'starting',
  'missing',
  'old-pods',
  'warning',
  'hidden',
  'unseen',
  /** How a container ended. */
  'exit',
  'detail',
] as const;
export type CauseName = (typeof causes)[number];

/** Kinds with rights of their own that a finding may rest on. */
export const restsOnKinds = ['Event', 'Node', 'Namespace'] as const;
export type RestsOn = (typeof restsOnKinds)[number];

/**
 * What a finding does: it `blocks`, so that nothing goes on without a change; it `slows`, which may be the usual way
 * of things for a while; it `holds` on purpose, until somebody goes on; or it only `notes`.
 */
export const effects = ['blocks', 'slows', 'holds', 'notes'] as const;
export type Effect = (typeof effects)[number];

/** What one pod asks its node for: Kubernetes quantities by resource. */
export type Asks = Readonly<Record<string, string>>;

/** How a container ended. */
export interface ContainerExit {
  container: string;
  exitCode: number;
  /** OOMKilled, Error … */
  reason?: string;
  signal?: number;
  message?: string;
}

const most = 12;
const wordsIn = (text: string) => text.trim().split(/\s+/).length;

/** A beginning, and as many of these as a summary takes. */
export function inFewWords(head: string, tail: readonly string[]): string {
  let told = head;
  for (const [at, each] of tail.entries()) {
    const next = `${told}${at === 0 ? ' ' : ', '}${each}`;
    const left = tail.length - at - 1;
    if (wordsIn(next) + (left > 0 ? 3 : 0) > most) {
      return at === 0
        ? told.replace(/:$/, '')
        : `${told} and ${tail.length - at} more`;
    }
    told = next;
  }
  return told;
}

/** The first words of the cluster's own, where there is no better. */
export function shortened(message: string, words = 9): string {
  const all = message.replace(/\s+/g, ' ').trim().split(' ');
  return all.length > words
    ? `${all.slice(0, words).join(' ')} …`
    : all.join(' ');
}
