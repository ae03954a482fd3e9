import { createConnection } from '../../src/kube/connection/connection';
import { createIntern } from '../../src/kube/watch/intern';
import { createPace } from '../../src/kube/watch/read/pace';
import { createRecovery } from '../../src/kube/watch/recovery';
import {
  type Reflector,
  type ReflectorParts,
  startReflector,
} from '../../src/kube/watch/reflect';
import type { PodRow } from '../../src/kube/watch/rows';
import { type Timing, usualTiming } from '../../src/kube/watch/timing';
import { createWatchCache } from '../../src/kube/watch/watchCache';
import { watchedKinds } from '../../src/kube/watch/watched';
import { createSilentLogger } from '../silentLogger';

const quick: Timing = {
  ...usualTiming,
  backoff: [10, 200],
  staleGrace: 300,
  settle: 20,
  initialSilence: 400,
  refused: [50, 200],
  probe: 50,
  fullLife: 300,
};

/** What reflectors of a fake API server share, with short times. */
export function reflectorParts(url: string, timing: Partial<Timing> = {}) {
  const logger = createSilentLogger();
  let token = 0;
  const connection = createConnection({
    cluster: {
      name: 'fake',
      url,
      authMetadata: { 'kubernetes.io/auth-provider': 'serviceAccount' },
    },
    credential: async () => ({ type: 'bearer token', token: `t${++token}` }),
  });
  const used = { ...quick, ...timing };
  const parts: ReflectorParts = {
    connection,
    recovery: createRecovery(connection.isReady, used),
    intern: createIntern(),
    pace: createPace(),
    timing: used,
    logger,
  };
  return { parts, logger, close: () => connection.close() };
}

/** A reflector of the pods of a fake API server. */
export function followPods(
  url: string,
  { timing, optional }: { timing: Partial<Timing>; optional: boolean },
) {
  const { parts, logger, close } = reflectorParts(url, timing);
  const cache = createWatchCache<PodRow>(error => logger.error(String(error)));
  const reflector: Reflector = startReflector(
    parts,
    { ...watchedKinds.Pod, optional },
    cache,
  );
  const gone: string[] = [];
  cache.subscribe(({ before, now }) => {
    if (before && !now) gone.push(before.name);
  });
  const names = () => [...cache.all()].map(({ name }) => name).sort();
  const stop = () => {
    reflector.stop();
    close();
  };
  return { cache, reflector, logger, names, gone, stop };
}
