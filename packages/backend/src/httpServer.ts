import type { Server } from 'node:http';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { guardUpgrades } from './signalsGuard';

/** All in milliseconds. */
export interface Patience {
  headers: number;
  /** From the first byte to the last of the body. */
  request: number;
  /** How often connections are looked at. */
  every: number;
}

const usual: Patience = { headers: 8_000, request: 12_000, every: 1_000 };

/**
 * Who sends slowly does not keep a connection for long. Answers last as long as they like, and so does what is no request
 * any more: only what comes in is timed. To be called before the server listens.
 */
export function limitSlowRequests(server: Server, patience = usual): void {
  server.headersTimeout = patience.headers;
  server.requestTimeout = patience.request;
  // An option of Node's, which reads it when the server begins to listen; without it, it looks every 30 s.
  Object.assign(server, { connectionsCheckingInterval: patience.every });
}

/** The server of Backstage; `backend.server` of the configuration comes last. */
export const httpServer = rootHttpRouterServiceFactory({
  configure({ server, config, applyDefaults }) {
    limitSlowRequests(server);
    guardUpgrades(server, new URL(config.getString('app.baseUrl')).origin);
    applyDefaults();
  },
});
