import type {
  HomeItem,
  HomeService,
} from '@paddock/backstage-plugin-paddock-common';
import type { TopicState } from '../live/topicState';

type Ready = Extract<TopicState, { state: 'ready' }>;
type Change = Extract<HomeItem, { type: 'change' }>;

export function aService(
  name: string,
  changes: Partial<HomeService> = {},
): HomeService {
  return {
    type: 'service',
    id: `component:default/${name}`,
    state: 'healthy',
    workloads: 1,
    pods: { available: 2, wanted: 2 },
    troubled: [],
    ...changes,
  };
}

export function aChange(changes: Partial<Change> = {}): Change {
  return {
    type: 'change',
    id: 'change-1',
    at: new Date().toISOString(),
    service: 'component:default/payments-api',
    cluster: 'prod-1',
    namespace: 'payments',
    kind: 'Deployment',
    name: 'payments-api',
    became: { what: 'scaled', from: 3, to: 5 },
    ...changes,
  };
}

/** What the home page gets of clusters; the portal has been watching for a day. */
export function readyHome(
  items: HomeItem[],
  changes: Partial<Ready> = {},
): Ready {
  return {
    state: 'ready',
    items: new Map(items.map(item => [item.id, item])),
    meta: { since: new Date(Date.now() - 86_400_000).toISOString() },
    freshness: { state: 'live', at: new Date().toISOString() },
    clusters: { 'prod-1': { state: 'live' } },
    ...changes,
  };
}
