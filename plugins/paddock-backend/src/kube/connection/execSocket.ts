import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import { KubeConfig } from '@kubernetes/client-node';
// Its index leaves this one out.
import { WebSocketHandler } from '@kubernetes/client-node/dist/web-socket-handler.js';
import type { IncomingMessage } from 'node:http';
import WebSocket, { type ClientOptions, type ErrorEvent } from 'ws';
import type { KubeIdentity } from '../watch/cache';
import { expectJson } from './answers';
import type { HeldCredential } from './credentials';
import { KubeError, Misconfigured, Unreachable } from './errors';
import { credentialHeaders, impersonationHeaders } from './headers';
import { type Endpoint, endpointOf } from './transport/endpoint';

interface Target {
  cluster: ClusterDetails;
  credential: HeldCredential['credential'];
  as: KubeIdentity;
}

/** What client-node leaves open. */
const limits: ClientOptions = {
  followRedirects: false,
  handshakeTimeout: 10_000,
  maxPayload: 1024 * 1024,
  perMessageDeflate: false,
};

/**
 * A WebSocket of channels to a path of the API server, as a person. It is paused, and hands on whole messages: see
 * docs/adr/0002-our-own-reflector.md for what client-node does of it, and what it does not.
 *
 * @throws KubeError, Unreachable, Misconfigured
 */
export function openSocket(target: Target, path: string): Promise<WebSocket> {
  const { cluster, credential } = target;
  const endpoint = usableEndpoint(cluster, credential);
  const config = configOf(endpoint, {
    'user-agent': 'paddock',
    ...impersonationHeaders(target.as),
    ...credentialHeaders(credential),
  });
  return new Promise((resolve, reject) => {
    const open = (uri: string, offered: string[], options: ClientOptions) => {
      // Before the fourth, how a process ended was told in words.
      const protocols = offered.filter(name => /^v[45]\./.test(name));
      const socket = new WebSocket(uri, protocols, { ...options, ...limits });
      socket.once('open', () => socket.pause());
      socket.once('unexpected-response', (asked, answer) => {
        refusalOf(answer).then(error => {
          asked.destroy();
          reject(error);
        }, reject);
      });
      return socket;
    };
    new WebSocketHandler(config, open).connect(path, null, null).then(
      socket => {
        // Its own listener throws at an empty message, and that would end the process.
        socket.onmessage = null;
        resolve(socket);
      },
      (failure: ErrorEvent | Error) =>
        reject(
          new Unreachable(
            `${endpoint.url.host}: ${failure.message}`,
            'error' in failure ? failure.error : failure,
          ),
        ),
    );
  });
}

/** One cluster, and an authenticator that says who asks and how to know the API server. */
function configOf(
  { url, tls }: Endpoint,
  headers: Record<string, string | string[]>,
): KubeConfig {
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    {
      name: 'cluster',
      server: url.href.replace(/\/$/, ''),
      // It takes plain HTTP for a lack of checks; endpointOf has decided about both.
      skipTLSVerify: url.protocol === 'http:',
    },
    { name: 'paddock' },
  );
  config.addAuthenticator({
    isAuthProvider: () => true,
    async applyAuthentication(_, options) {
      Object.assign(options, tls, { headers });
    },
  });
  return config;
}

function usableEndpoint(
  cluster: ClusterDetails,
  credential: HeldCredential['credential'],
): Endpoint {
  try {
    return endpointOf(cluster, credential);
  } catch (error) {
    throw new Misconfigured(cluster.name, error);
  }
}

async function refusalOf(answer: IncomingMessage): Promise<unknown> {
  const status = answer.statusCode ?? 0;
  try {
    await expectJson({
      status,
      headers: answer.headers,
      body: answer,
      brokeOff: () => !answer.complete,
    });
  } catch (error) {
    return error;
  }
  return new KubeError(status, 'NotKubernetes', {
    message: 'The cluster took the request for a terminal for another one',
  });
}
