import { isDeepStrictEqual } from 'node:util';
import { isError, NotAllowedError } from '@backstage/errors';
import type {
  Frame,
  LiveRequest,
} from '@paddock/backstage-plugin-paddock-common';
import type { Person } from '../../person';
import { type LiveContext, runTopic } from './runTopic';
import type { EventStream } from './sse';
import type { Caller } from '../topic';

const beatMs = 15_000;
/** Who is in which group is asked this often: with what is remembered of the catalog, within a minute. */
const personMs = 25_000;
const retryMs = 5_000;
/** Rights are asked for anew with every so manieth look: an authorizer other than RBAC changes unseen. */
const rightsEvery = 2;
/** A stream ends this long before the token that it was opened with. */
const marginMs = 30_000;
/** Of a token that does not say when it ends. Backstage's own live an hour. */
const unknownLifeMs = 50 * 60_000;

export interface StreamContext extends LiveContext {
  /** Looks the person up anew. */
  personOf(credentials: Caller['credentials']): Promise<Person>;
}

/** Until when a stream may live, in milliseconds from now. */
export function lifeOf(expiresAt: Date | undefined, now = Date.now()): number {
  if (!expiresAt) return unknownLifeMs;
  const left = expiresAt.getTime() - now;
  return Math.max(0, left - marginMs, left / 2);
}

/** Keeps asking who the caller is. When nobody can say any more, the stream ends. */
function watchPerson(
  context: StreamContext,
  credentials: Caller['credentials'],
  tell: { seen(person: Person): void; lost(): void },
): () => void {
  let failed = false;
  let stopped = false;
  let timer = setTimeout(look, personMs);
  async function look() {
    try {
      const person = await context.personOf(credentials);
      if (stopped) return;
      failed = false;
      timer = setTimeout(look, personMs);
      tell.seen(person);
    } catch (error) {
      if (stopped) return;
      context.logger.warn(`A viewer could not be looked up: ${error}`);
      // Somebody whom the catalog does not know any more is not asked for twice.
      const gone = isError(error) && error.name === NotAllowedError.name;
      if (gone || failed) tell.lost();
      else timer = setTimeout(look, retryMs);
      failed = true;
    }
  }
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** Serves all topics of one request on one stream, until stopped. */
export function runStream(
  context: StreamContext,
  request: LiveRequest,
  client: { caller: Caller; stream: EventStream },
): {
  stop(): void;
  bye(reason: Extract<Frame, { type: 'bye' }>['reason']): void;
} {
  const { stream } = client;
  let { caller } = client;
  const topics = request.topics.map(topic =>
    runTopic(context, topic, { stream, caller: () => caller }),
  );
  stream.onReady(() => topics.forEach(topic => topic.catchUp()));
  const beat = setInterval(() => stream.send({ type: 'beat' }), beatMs);
  const renew = () => stream.bye('token-expires');
  const life = setTimeout(renew, lifeOf(caller.credentials.expiresAt));
  let looks = 0;
  const stopWatching = watchPerson(context, caller.credentials, {
    seen(person) {
      looks += 1;
      const same = isDeepStrictEqual(person, caller.person);
      if (same && looks % rightsEvery !== 0) return;
      caller = { ...caller, person };
      topics.forEach(topic => topic.recheck());
    },
    lost: renew,
  });
  return {
    stop() {
      clearInterval(beat);
      clearTimeout(life);
      stopWatching();
      topics.forEach(topic => topic.stop());
    },
    bye: stream.bye,
  };
}
