import type { LiveApi } from '../live/liveApi';
import { waiting, type TopicState } from '../live/topicState';

/** The live views, played by a test: whatever is followed shows the state that was set last. */
export function createFakeLive() {
  const listeners = new Set<() => void>();
  const asked: Array<{ topic: string; params: Record<string, unknown> }> = [];
  let answer: (params: Record<string, unknown>) => TopicState = () => waiting;
  const states = new Map<string, TopicState>();

  const api: LiveApi = {
    watch: (topic, params) => {
      const key = JSON.stringify(params);
      return {
        get: () => {
          const state = states.get(key) ?? answer(params);
          states.set(key, state);
          return state as never;
        },
        subscribe: listener => {
          asked.push({ topic, params });
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      };
    },
  };
  return {
    api,
    asked,
    lastAsked: () => asked[asked.length - 1],
    /** Every topic answers with this from now on. */
    show: (next: TopicState | typeof answer) => {
      answer = typeof next === 'function' ? next : () => next;
      states.clear();
      for (const listener of [...listeners]) listener();
    },
  };
}
