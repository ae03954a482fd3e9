import type {
  HomeItem,
  HomeMeta,
  HomeService,
} from '@paddock/backstage-plugin-paddock-common';
import { useMemo } from 'react';
import { useTopic } from '../live/useTopic';

export type HomeChange = Extract<HomeItem, { type: 'change' }>;

/** How these services are, and what became of them within the last hour; live. */
export function useHome(refs: readonly string[]) {
  const topic = useTopic<HomeItem, HomeMeta>('home', { services: refs });
  const items = topic.state === 'ready' ? topic.items : undefined;
  const known = useMemo(() => {
    const services = new Map<string, HomeService>();
    const changes: HomeChange[] = [];
    for (const item of items?.values() ?? []) {
      if (item.type === 'service') services.set(item.id, item);
      else changes.push(item);
    }
    return { services, changes };
  }, [items]);
  return { topic, ...known };
}
