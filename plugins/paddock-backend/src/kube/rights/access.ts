import { LRUCache } from 'lru-cache';
import type { Access, KubeIdentity, Right } from '../watch/cache';
import type { Connection } from '../connection/connection';
import { createListeners } from '../watch/listeners';

export interface AccessOptions {
  connection: Pick<Connection, 'request'>;
  report: (error: unknown) => void;
  /** The cluster seems not to answer: a question is not waited for long. */
  isAway?: () => boolean;
  /** Milliseconds. */
  now?: () => number;
}

export interface WatchedAccess extends Access {
  /** To be called for every change of a role or binding. */
  rightsChanged(): void;
  stop(): void;
}

const YES_MS = 30_000;
const NO_MS = 5_000;
/** A question that nobody answered is asked again after this. */
const ERROR_MS = 1_000;
/** A cluster that is away changes no rights, either: what it said last stands for this long. */
const AWAY_MS = 15 * 60_000;
const MAX_ANSWERS = 20_000;
const COALESCE_MS = 50;
/** The API server's own authorizer learns of a change by the same way as we do, and may do so later. */
const ECHO_MS = 600;

const PATH = '/apis/authorization.k8s.io/v1/subjectaccessreviews';

/**
 * Asks the cluster's own authorizer by SubjectAccessReview, as the portal. What nobody can answer is neither a yes nor a
 * no, and rejects.
 */
export function createAccess(options: AccessOptions): WatchedAccess {
  const {
    connection,
    report,
    isAway = () => false,
    now = () => Date.now(),
  } = options;
  const clock = { max: MAX_ANSWERS, ttlResolution: 0, perf: { now } };
  const answers = new LRUCache<string, Promise<boolean>>(clock);
  const last = new LRUCache<string, boolean>({ ...clock, ttl: AWAY_MS });
  const listeners = createListeners<[]>(report);
  const timers = new Map<number, NodeJS.Timeout>();
  let changes = 0;

  // A right that is taken away while the question is on its way must not be granted.
  async function review(who: KubeIdentity, right: Right): Promise<boolean> {
    for (let tries = 0; tries < 3; tries += 1) {
      const before = changes;
      const answer = await connection.request('POST', PATH, {
        body: reviewOf(who, right),
        timeoutMs: isAway() ? 2_000 : 10_000,
      });
      if (before === changes) return isAllowed(answer);
    }
    return false;
  }

  function ask(key: string, who: KubeIdentity, right: Right) {
    const before = changes;
    // Kept without end until it is answered: nobody else asks meanwhile.
    const keepFor = (ttl: number) => {
      if (answers.peek(key) === answer) answers.set(key, answer, { ttl });
    };
    const answer = review(who, right).then(
      may => {
        keepFor(may ? YES_MS : NO_MS);
        if (before === changes) last.set(key, may);
        return may;
      },
      error => {
        keepFor(ERROR_MS);
        report(error);
        const known = last.get(key);
        if (known !== undefined) return known;
        throw error;
      },
    );
    answers.set(key, answer);
    return answer;
  }

  function tellIn(ms: number) {
    if (timers.has(ms)) return;
    const timer = setTimeout(() => {
      timers.delete(ms);
      forget();
      listeners.tell();
    }, ms);
    timer.unref();
    timers.set(ms, timer);
  }

  function forget() {
    changes += 1;
    answers.clear();
    last.clear();
  }

  return {
    may(who, right) {
      const key = keyOf(who, right);
      return answers.get(key) ?? ask(key, who, right);
    },
    onRightsChanged: listeners.add,
    rightsChanged() {
      forget();
      tellIn(COALESCE_MS);
      tellIn(ECHO_MS);
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}

/** The complete identity and the complete right: two questions that differ in anything share no answer. */
function keyOf(who: KubeIdentity, right: Right): string {
  return JSON.stringify([
    who.user,
    [...who.groups].sort(),
    right.verb,
    right.group,
    right.resource,
    right.subresource,
    right.namespace,
    right.name,
  ]);
}

function reviewOf(who: KubeIdentity, right: Right) {
  return {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: {
      user: who.user,
      // The API server gives this group to everyone who has signed in.
      groups: [...who.groups, 'system:authenticated'],
      resourceAttributes: right,
    },
  };
}

function isAllowed(answer: unknown): boolean {
  const { kind, status } = (answer ?? {}) as {
    kind?: unknown;
    status?: { allowed?: unknown; denied?: unknown };
  };
  return (
    kind === 'SubjectAccessReview' &&
    status?.allowed === true &&
    status.denied !== true
  );
}
