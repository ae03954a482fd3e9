import type {
  DiscoveryApi,
  FetchApi,
  IdentityApi,
} from '@backstage/core-plugin-api';
import { Connection } from './Connection';
import type { Link, OnEvent } from './link';
import type { LiveApi } from './liveApi';
import { LiveStore } from './LiveStore';
import { createOpenStream, type OpenStream } from './openStream';
import { PersonalLink } from './PersonalLink';
import { SharedLink } from './SharedLink';
import { followVisibility } from './visibility';

export interface LiveApiDeps {
  discoveryApi: DiscoveryApi;
  fetchApi: FetchApi;
  identityApi: IdentityApi;
}

/** Browsers offer locks to pages served by HTTPS or from localhost; elsewhere each tab has its own connection. */
function canShare(): boolean {
  return (
    typeof BroadcastChannel !== 'undefined' &&
    typeof navigator !== 'undefined' &&
    Boolean(navigator.locks)
  );
}

/** One for the whole tab; it lives as long as the tab does. */
export function createLiveApi(deps: LiveApiDeps): LiveApi {
  const tab = Math.random().toString(36).slice(2, 12);
  const linkFor = (
    person: string,
    open: OpenStream,
    onEvent: OnEvent,
  ): Link => {
    const connect = (each: OnEvent) => new Connection(open, each);
    if (!canShare()) return connect(onEvent);
    const name = `paddock live ${person}`;
    return new SharedLink({
      name,
      tab,
      locks: navigator.locks,
      channel: new BroadcastChannel(name),
      connect,
      onEvent,
    });
  };
  const identify = async () =>
    (await deps.identityApi.getBackstageIdentity()).userEntityRef;
  const open = createOpenStream(deps);
  const store = new LiveStore(
    onEvent => new PersonalLink({ identify, open, linkFor, onEvent }),
    tab,
  );
  followVisibility(document, awake => store.setAwake(awake));
  return store;
}
