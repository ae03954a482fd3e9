import type {
  Frame,
  TopicRequest,
} from '@paddock/backstage-plugin-paddock-common';
import { backOff, pause } from './backOff';
import { explain, type Ending } from './explain';
import type { Link, OnEvent } from './link';
import type { OpenStream } from './openStream';

/** Topics come and go in bursts when a page changes. */
const settleMs = 30;
/** The portal sends a beat every 15 s. */
const silenceMs = 40_000;
/** A stream that ends sooner than this is not reopened at once. */
const briefMs = 1_000;

/** One stream of this tab's own, opened again whenever it ends. */
export class Connection implements Link {
  private topics: TopicRequest[] = [];
  private readonly cursors = new Map<string, string>();
  private run: AbortController | undefined;
  private settling: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly open: OpenStream,
    private readonly onEvent: OnEvent,
  ) {}

  want(topics: TopicRequest[]) {
    const ids = new Set(topics.map(topic => topic.id));
    const same =
      ids.size === this.topics.length &&
      this.topics.every(topic => ids.has(topic.id));
    this.topics = topics;
    for (const id of this.cursors.keys()) {
      if (!ids.has(id)) this.cursors.delete(id);
    }
    if (same) return;
    clearTimeout(this.settling);
    if (topics.length === 0) this.run?.abort();
    else this.settling = setTimeout(() => this.restart(), settleMs);
  }

  private restart() {
    this.run?.abort();
    this.run = new AbortController();
    void this.keepOpen(this.run.signal);
  }

  private async keepOpen(signal: AbortSignal) {
    for (let failures = 0; !signal.aborted; ) {
      const started = Date.now();
      const ending = await this.readOnce(signal);
      if (signal.aborted) return;
      const lasted = Date.now() - started;
      if (ending.then === 'at-once' && lasted > briefMs) continue;
      if (lasted > silenceMs) failures = 0;
      const since = new Date().toISOString();
      this.onEvent({ type: 'down', since, reason: ending.reason });
      await pause(
        ending.then === 'slowly' ? 30_000 : backOff(failures++),
        signal,
      );
    }
  }

  /** Follows one stream to its end, and says how it ended. */
  private async readOnce(signal: AbortSignal): Promise<Ending> {
    const attempt = new AbortController();
    const stop = () => attempt.abort();
    signal.addEventListener('abort', stop);
    let silent = false;
    const onSilence = () => {
      silent = true;
      stop();
    };
    let watch = setTimeout(onSilence, silenceMs);
    try {
      const frames = await this.open(this.request(), attempt.signal);
      if (!signal.aborted) this.up();
      for await (const frame of frames) {
        if (signal.aborted) break;
        clearTimeout(watch);
        watch = setTimeout(onSilence, silenceMs);
        if (frame.type === 'bye') return explain.bye(frame.reason);
        this.pass(frame);
      }
      return explain.end();
    } catch (error) {
      if (signal.aborted) return explain.end();
      if (silent) return explain.silence(silenceMs);
      for (const frame of explain.asFrames(error, this.topics))
        this.pass(frame);
      return explain.failure(error);
    } finally {
      clearTimeout(watch);
      signal.removeEventListener('abort', stop);
      stop();
    }
  }

  private request(): TopicRequest[] {
    return this.topics.map(({ resume, ...topic }) => {
      const cursor = this.cursors.get(topic.id) ?? resume;
      return cursor === undefined ? topic : { ...topic, resume: cursor };
    });
  }

  private up() {
    this.onEvent({ type: 'up', at: new Date().toISOString() });
  }

  private pass(frame: Frame) {
    if ('cursor' in frame) this.cursors.set(frame.id, frame.cursor);
    if (frame.type === 'denied' || frame.type === 'refused') {
      this.forget(frame.id);
    }
    this.onEvent({ type: 'frame', frame });
  }

  /** What was taken away is asked for anew, not from where it stood. */
  private forget(id: string) {
    this.cursors.delete(id);
    this.topics = this.topics.map(topic =>
      topic.id === id ? { ...topic, resume: undefined } : topic,
    );
  }
}
