import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Entry {
  payload: AdapterPayload;
  expires: number;
}

/** Far more than a handful of sample people make; beyond it the oldest go. */
const capacity = 20_000;

function createStore(now: () => number) {
  const entries = new Map<string, Entry>();
  return {
    set(key: string, entry: Entry) {
      entries.delete(key);
      entries.set(key, entry);
      const [oldest] = entries.keys();
      if (entries.size > capacity && oldest) entries.delete(oldest);
    },
    get(key: string): AdapterPayload | undefined {
      const entry = entries.get(key);
      if (!entry) return undefined;
      if (entry.expires > now()) return entry.payload;
      entries.delete(key);
      return undefined;
    },
    find(fits: (payload: AdapterPayload, key: string) => boolean) {
      for (const [key, { payload }] of entries) {
        if (fits(payload, key)) return this.get(key);
      }
      return undefined;
    },
    delete(fits: (payload: AdapterPayload, key: string) => boolean) {
      for (const [key, { payload }] of entries) {
        if (fits(payload, key)) entries.delete(key);
      }
    },
  };
}

/**
 * Sessions, codes and tokens for the life of the process: a restart of the platform means signing in again,
 * which takes one click. `now` is in milliseconds.
 */
export function createMemory(now: () => number): AdapterFactory {
  const store = createStore(now);
  return (model: string): Adapter => {
    const own = `${model}:`;
    return {
      async upsert(id, payload, expiresIn) {
        const expires = expiresIn ? now() + expiresIn * 1000 : Infinity;
        store.set(own + id, { payload, expires });
      },
      find: async id => store.get(own + id),
      findByUid: async uid =>
        store.find((each, key) => key.startsWith(own) && each.uid === uid),
      findByUserCode: async () => undefined,
      async consume(id) {
        const payload = store.get(own + id);
        if (payload) payload.consumed = Math.floor(now() / 1000);
      },
      destroy: async id => store.delete((_, key) => key === own + id),
      revokeByGrantId: async grantId =>
        store.delete(each => each.grantId === grantId),
    };
  };
}
