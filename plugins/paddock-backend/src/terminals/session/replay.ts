import type { ExecProcess } from '../../kube/connection/exec';
import type { Authorized } from '../tickets/authorizeOpen';
import { podPath } from '../shells/shellPods';

const ignore = () => {};

/** The log of a process that had ended before anybody could attach to it, told as if it ran now. */
export async function replayLog(
  { cluster, as, grant }: Authorized,
  code: number,
): Promise<ExecProcess> {
  const stop = new AbortController();
  const path = podPath(grant.namespace, grant.pod);
  const log = await cluster.connection.text(`${path}/log`, {
    as,
    query: { container: grant.container },
    signal: stop.signal,
  });
  return {
    listen({ output, ended }) {
      log.on('data', output);
      log.once('end', () => ended({ is: 'exited', code }));
      log.once('error', () => ended({ is: 'broken' }));
    },
    write: ignore,
    resize: ignore,
    waiting: () => 0,
    pause: () => log.pause(),
    resume: () => log.resume(),
    close: () => stop.abort(),
  };
}
