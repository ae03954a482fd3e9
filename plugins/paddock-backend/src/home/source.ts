import type {
  HomeItem,
  HomeMeta,
} from '@paddock/backstage-plugin-paddock-common';
import type { Scope } from '../live/scope';
import type { Source } from '../live/source';
import { projectService, unconnectedService } from './project';
import type { Runs } from './runs';

/** What is older than an hour leaves the page this often. */
const pruneMs = 60_000;
/** Stands for all changes; no catalog ref is like it. */
const changesKey = '';
/** The page tells of so many changes at most. */
const mostChanges = 100;

/** The services of one person or team with how they are, and what became of them within the last hour. */
export function createHomeSource(
  runs: Runs,
  services: readonly string[],
  scope: Scope,
): Source<HomeItem, HomeMeta> {
  let told = new Set<string>();
  const meta = () => ({ since: runs.since() });

  function service(ref: string): readonly [string, HomeItem] {
    return runs.unconnected.includes(ref)
      ? [ref, unconnectedService(ref)]
      : [ref, projectService(ref, [...runs.workloads(ref, scope)])];
  }

  function* changes(): Iterable<readonly [string, HomeItem | undefined]> {
    const before = told;
    const recent = runs.changes(scope).slice(0, mostChanges);
    told = new Set(recent.map(({ change }) => change.id));
    for (const { service: ref, change } of recent) {
      yield [change.id, { ...change, service: ref }];
    }
    for (const id of before) if (!told.has(id)) yield [id, undefined];
  }

  return {
    all() {
      told = new Set();
      const items = [...services.map(service), ...changes()];
      return { items: items as Array<[string, HomeItem]>, meta: meta() };
    },
    some(keys) {
      const touched = services.filter(ref => keys.has(ref));
      return { items: [...touched.map(service), ...changes()], meta: meta() };
    },
    start(dirty) {
      const stop = runs.onTouched(dirty);
      const timer = setInterval(() => dirty(changesKey), pruneMs);
      timer.unref();
      return () => {
        stop();
        clearInterval(timer);
      };
    },
  };
}
