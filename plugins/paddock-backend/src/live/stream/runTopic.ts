import type {
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, isError, NotFoundError } from '@backstage/errors';
import type { TopicRequest } from '@paddock/backstage-plugin-paddock-common';
import { createGuard, type Guard } from '../authorize/guard';
import { createFollower, type Follower } from './follower';
import { parse } from '../../http/parse';
import type { Reads } from '../reads';
import type { EventStream } from './sse';
import type { Caller, Subject, Topic } from '../topic';
import { createTurns } from '../turns';
import type { Views } from '../view/views';

/** While the permission system or an origin is unavailable, ask again this soon. */
const retryMs = 2_000;
/** For so long, what was allowed stays on the screen while nobody can be asked. */
const graceMs = 30_000;

/** What all topics of all streams share. */
export interface LiveContext {
  topics: ReadonlyMap<string, Topic>;
  views: Views;
  reads: Reads;
  permissions: PermissionsService;
  logger: LoggerService;
}

/** A topic of one client's stream, running. */
export interface RunningTopic {
  /** The caller's groups may have changed, and every right is asked for anew. */
  recheck(): void;
  catchUp(): void;
  stop(): void;
}

interface Client {
  stream: EventStream;
  /** As known at the last recheck. */
  caller(): Caller;
}

/** @throws InputError, NotFoundError, or whatever a room failed with */
async function resolve(
  context: LiveContext,
  request: TopicRequest,
  caller: Caller,
  isWanted: () => boolean,
) {
  const topic = context.topics.get(request.topic);
  if (!topic) {
    throw new NotFoundError(
      `This portal has no live topic "${request.topic}". Reload the page if the portal was updated.`,
    );
  }
  const params = parse(topic.params, request.params);
  const subject = await context.reads.read(caller.person.userRef, async () =>
    isWanted() ? topic.resolve(params, caller) : undefined,
  );
  return { topic, subject };
}

/** The reason of a refused frame. Only errors made for a caller are told as they are. */
function reasonOf(error: unknown, logger: LoggerService): string {
  const told = [InputError.name, NotFoundError.name];
  if (isError(error) && told.includes(error.name)) return error.message;
  logger.error('A live topic could not be opened', error as Error);
  return 'The portal could not open this view because of an error of its own. Try again; its log says more.';
}

/** Asks the guard now and whenever an answer may have changed; the follower shows the verdict. */
function watchVerdict(
  subject: Subject,
  {
    guard,
    follower,
    client,
    logger,
  }: {
    guard: Guard;
    follower: Follower;
    client: Client;
    logger: LoggerService;
  },
): RunningTopic {
  let lastVerdict = 0;
  const turns = createTurns(async () => {
    try {
      const verdict = await guard.ask(client.caller());
      lastVerdict = Date.now();
      follower.apply(verdict);
      const isSure = verdict.state === 'denied' || verdict.silent.length === 0;
      if (!isSure) turns.again(retryMs);
    } catch (error) {
      logger.warn(`Rights could not be checked: ${error}`);
      if (Date.now() - lastVerdict > graceMs) {
        follower.apply({
          state: 'denied',
          missing: [],
          reason:
            'Your rights could not be checked for some time. The portal tries again by itself; its log says why',
        });
      }
      turns.again(retryMs);
    }
  });
  const recheck = () => {
    guard.forget();
    turns.again();
  };
  let watching: Array<() => void> = [];
  function watchOrigins() {
    watching.forEach(stop => stop());
    watching = subject.origins().flatMap(origin => [
      origin.onFreshness(() => {
        follower.tellReach();
        // While it was away, nobody could ask it.
        recheck();
      }),
      origin.onAccessChanged(recheck),
    ]);
  }
  watchOrigins();
  const stopAreas = subject.onAreas(() => {
    watchOrigins();
    turns.again();
  });
  turns.again();
  return {
    recheck,
    catchUp: follower.catchUp,
    stop() {
      [turns.stop, stopAreas, ...watching, follower.stop].forEach(stop =>
        stop(),
      );
    },
  };
}

/** Opens one topic of a stream. What cannot be served is refused; the others go on. */
export function runTopic(
  context: LiveContext,
  request: TopicRequest,
  client: Client,
): RunningTopic {
  let running: RunningTopic | undefined;
  let stopped = false;
  const { id, resume } = request;
  const { logger, permissions, views } = context;

  async function open() {
    const caller = client.caller();
    const isWanted = () => !stopped;
    const opened = await resolve(context, request, caller, isWanted);
    const { topic, subject } = opened;
    if (stopped || !subject) return;
    const guard = createGuard(subject, topic.permission, permissions);
    const follower = createFollower({
      id,
      topic: topic.name,
      person: caller.person.userRef,
      subject,
      views,
      stream: client.stream,
      resume,
    });
    running = watchVerdict(subject, { guard, follower, client, logger });
  }

  open().catch(error => {
    const reason = reasonOf(error, logger);
    client.stream.send({ type: 'refused', id, reason });
  });

  return {
    recheck: () => running?.recheck(),
    catchUp: () => running?.catchUp(),
    stop() {
      stopped = true;
      running?.stop();
    },
  };
}
