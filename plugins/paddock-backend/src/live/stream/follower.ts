import { isDeepStrictEqual } from 'node:util';
import type { Frame, Reach } from '@paddock/backstage-plugin-paddock-common';
import type { Verdict } from '../authorize/guard';
import type { Origin } from '../origin';
import { createFreshnessOf } from './freshnessOf';
import type { Scope } from '../scope';
import { frameText } from './serialise';
import type { EventStream } from './sse';
import type { Subject } from '../topic';
import type { Delta, Snapshot, View } from '../view/view';
import { type Held, viewKey, type Views } from '../view/views';

/** What one client sees of one subject: turns verdicts and changes into frames. */
export interface Follower {
  /** Shows what the verdict allows, and takes away what it does not. */
  apply(verdict: Verdict): void;
  /** Tells how current the origins are, when that is news. */
  tellReach(): void;
  /** The client has caught up: tells it all that it has missed. */
  catchUp(): void;
  stop(): void;
}

interface Options {
  id: string;
  /** Distinguishes the views of one topic from another's. */
  topic: string;
  /** The ref of who looks. */
  person: string;
  subject: Subject;
  views: Views;
  stream: EventStream;
  resume?: string;
}

interface Shown extends Held {
  scope: Scope;
  unsubscribe: () => void;
}

type Body = Snapshot<unknown, unknown> | Delta<unknown, unknown>;

/** From what was shown to what may be shown now. */
function difference(before: View, now: View): Delta<unknown, unknown> {
  const old = before.rows();
  const rows = now.rows();
  const { cursor, meta } = now.snapshot();
  return {
    cursor,
    // What the view before had changed and not yet told is told here as well.
    changed: [...rows].filter(
      ([id, row]) => !isDeepStrictEqual(old.get(id), row),
    ),
    gone: [...old.keys()].filter(id => !rows.has(id)),
    ...(meta !== undefined && { meta }),
  };
}

export function createFollower(options: Options): Follower {
  const { id, topic, person, subject, views, stream } = options;
  let { resume } = options;
  let shown: Shown | undefined;
  const freshnessOf = createFreshnessOf();
  let origins: Origin[] = [];
  let silent: Origin[] = [];
  /** What was told instead of a view. */
  let closed: Frame | undefined;
  let told: Record<string, Reach> | undefined;
  /** The client missed something: only a snapshot can tell it what. */
  let behind = false;

  function send(type: 'snapshot' | 'delta', body: Body) {
    if (behind && type === 'delta') return;
    behind = !stream.ready();
    if (!behind) stream.sendText(frameText(type, id, body));
  }

  function tellReach() {
    const reach = freshnessOf(origins, silent);
    if (!shown || isDeepStrictEqual(reach, told) || !stream.ready()) return;
    told = reach;
    stream.send({ type: 'reach', id, clusters: reach });
  }

  function leave() {
    shown?.unsubscribe();
    shown?.release();
    shown = undefined;
  }

  function show(scope: Scope) {
    const before = shown;
    if (before?.scope.key === scope.key) return;
    const key = viewKey(topic, subject, scope);
    const held = views.open(key, person, () => subject.source(scope));
    const { view } = held;
    const missed = resume === undefined ? undefined : view.since(resume);
    resume = undefined;
    if (before) send('delta', difference(before.view, view));
    else if (missed) send('delta', missed);
    else send('snapshot', view.snapshot());
    const unsubscribe = view.subscribe(delta => send('delta', delta));
    leave();
    shown = { ...held, scope, unsubscribe };
    closed = undefined;
  }

  return {
    apply(verdict) {
      if (verdict.state === 'allowed') {
        ({ origins, silent } = verdict);
        show(verdict.scope);
        tellReach();
        return;
      }
      leave();
      behind = false;
      const frame: Frame =
        verdict.state === 'denied'
          ? {
              type: 'denied',
              id,
              missing: verdict.missing,
              ...(verdict.reason && { reason: verdict.reason }),
            }
          : {
              type: 'unknown',
              id,
              clusters: freshnessOf(verdict.silent, verdict.silent),
            };
      if (isDeepStrictEqual(frame, closed)) return;
      closed = frame;
      told = undefined;
      // Not held back by a full queue: what is shown must go.
      stream.send(frame);
    },
    tellReach,
    catchUp() {
      if (behind && shown) send('snapshot', shown.view.snapshot());
      tellReach();
    },
    stop: leave,
  };
}
