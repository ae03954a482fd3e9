import { createAttempts } from '../../kube/write/attempts';
import { randomBytes } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { portal, recorded, type RecordParts } from '../../audit/recorded';
import type { RunningCluster } from '../../kube/watchedCluster';
import { dropLease, renewLease } from './lease';
import { podPath, removePod, shellLabel } from './shellPods';
import { createSweep } from './sweep';

interface ShellsParts extends RecordParts {
  clusters: { all(): RunningCluster[] };
  logger: LoggerService;
  /** Milliseconds. */
  now?: () => number;
}

/** A pod that is there for one terminal, and for as long as that. */
export interface HeldShell {
  /** To be put on the pod, before it is made: whoever finds it knows whose it is. */
  labels: Record<string, string>;
  /** Removes the pod. Never throws: what cannot be removed now is found by the next sweep. */
  release(): Promise<void>;
}

/** Between two sweeps, and two renewals of the lease. Milliseconds. */
const sweepMs = 10_000;
/** Between two attempts to remove the same pod. */
const longestMs = 300_000;

/**
 * The pods that terminals have of their own. Each carries the name of the process that holds it, and a lease says
 * that the process lives: any replica removes what nobody holds any more.
 */
export function startShells(parts: ShellsParts) {
  const { clusters, logger, now = () => Date.now() } = parts;
  const self = `paddock-terminals-${randomBytes(6).toString('hex')}`;
  const held = new Set<string>();
  const leased = new Set<string>();
  const attempts = createAttempts([sweepMs, longestMs], now);
  const keyOf = (cluster: string, path: string) => `${cluster}${path}`;
  const report = (cluster: RunningCluster, error: unknown) =>
    logger.warn(`Pods of terminals in "${cluster.name}": ${error}`);

  const remove = (
    cluster: RunningCluster,
    pod: { namespace: string; name: string; uid?: string },
    why: string,
  ) =>
    recorded(
      parts,
      {
        event: 'shell-remove',
        actor: portal,
        cannotWait: true,
        detail: {
          cluster: cluster.name,
          namespace: pod.namespace,
          kind: 'Pod',
          name: pod.name,
          why,
        },
      },
      () => removePod(cluster, pod),
    );

  const sweep = createSweep({
    self,
    now,
    isHeld: (cluster, pod) =>
      held.has(keyOf(cluster.name, podPath(pod.namespace, pod.name))),
    remove: (cluster, { namespace, name, id }) =>
      attempts.run(`${cluster.name} ${id}`, async hasFailed => {
        const pod = { namespace, name, uid: id };
        if (hasFailed) await removePod(cluster, pod, { dryRun: true });
        await remove(cluster, pod, 'nobody holds it');
      }),
  });

  async function look(cluster: RunningCluster) {
    if (leased.has(cluster.name)) await renewLease(cluster, self, now());
    await sweep(cluster);
  }

  const lookAtAll = () =>
    Promise.all(
      clusters
        .all()
        .map(each => look(each).catch(error => report(each, error))),
    );
  const timer = setInterval(lookAtAll, sweepMs);
  timer.unref();

  return {
    /** @throws KubeError, Unreachable where the portal cannot say that it lives: no pod may be made then. */
    async hold(
      cluster: RunningCluster,
      { namespace, name }: { namespace: string; name: string },
    ): Promise<HeldShell> {
      const key = keyOf(cluster.name, podPath(namespace, name));
      await renewLease(cluster, self, now());
      leased.add(cluster.name);
      held.add(key);
      return {
        labels: {
          [shellLabel]: self,
          'app.kubernetes.io/managed-by': 'paddock',
        },
        async release() {
          const why = 'its terminal has ended';
          await remove(cluster, { namespace, name }, why).catch(error =>
            report(cluster, error),
          );
          held.delete(key);
        },
      };
    },
    /** Says that it does not live any more. To be called when nothing is held. */
    async stop() {
      clearInterval(timer);
      await Promise.all(
        clusters
          .all()
          .filter(({ name }) => leased.has(name))
          .map(each =>
            dropLease(each, { metadata: { name: self } }).catch(error =>
              report(each, error),
            ),
          ),
      );
    },
  };
}

export type Shells = Pick<ReturnType<typeof startShells>, 'hold'>;
