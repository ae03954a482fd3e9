import { once } from 'node:events';
import {
  createSecureServer,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';

// Self-signed, and trusted by nobody: clients of this server do not check it.
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg9BdX+ty5OXDWrRfd
V1RV6SO2wAjPXOHqZWdsKUaAmCqhRANCAAQfimfo4bzWVKGIQwy1V28sZnjurbN5
4wCfQNqxSC4K4DFUF4orowEnNut5pHMXHxDwHVdM3kp2xOqf7fisP7ET
-----END PRIVATE KEY-----
`;
const cert = `-----BEGIN CERTIFICATE-----
MIIBizCCATGgAwIBAgIUFVfStphqm5Az3f8e9SnjFSYa9JEwCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPZmFrZS1hcGktc2VydmVyMCAXDTI2MTEzMDEzNDgyN1oYDzIx
MjYxMTA2MTM0ODI3WjAaMRgwFgYDVQQDDA9mYWtlLWFwaS1zZXJ2ZXIwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAAQfimfo4bzWVKGIQwy1V28sZnjurbN54wCfQNqx
SC4K4DFUF4orowEnNut5pHMXHxDwHVdM3kp2xOqf7fisP7ETo1MwUTAdBgNVHQ4E
FgQUwU4g87pyf7zOwGG2o4XQU//dQOowHwYDVR0jBBgwFoAUwU4g87pyf7zOwGG2
o4XQU//dQOowDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEA+z82
M7iFo9LAPOGuNEkkursX8q5FxcvyRO/BONpzmQ4CICyu9iapVvu6lLCyWBKcz3sN
d55D+2iP8vMtDcO02Rzd
-----END CERTIFICATE-----
`;

export interface Http2ApiServer {
  readonly url: string;
  /** One for each connection, oldest first. */
  readonly sessions: ServerHttp2Session[];
  /** Streams that last: watches and logs. */
  readonly lasting: ServerHttp2Stream[];
  /** How many streams were open at once on the fullest connection. */
  fullest(): number;
  stop(): Promise<void>;
}

/**
 * An API server over HTTP/2, as far as connections go: it announces how many streams it takes on each, grants every right,
 * and its watches and logs go on until they are ended.
 */
export async function startHttp2ApiServer(
  maxConcurrentStreams: number,
): Promise<Http2ApiServer> {
  const sessions: ServerHttp2Session[] = [];
  const lasting: ServerHttp2Stream[] = [];
  const open = new Map<ServerHttp2Session, number>();
  let fullest = 0;
  const server = createSecureServer({
    key,
    cert,
    settings: { maxConcurrentStreams },
    // Of what a test has it send to who does not read, in MB.
    maxSessionMemory: 1_000,
  });
  server.on('session', session => sessions.push(session));
  server.on('stream', (stream, headers) => {
    const session = stream.session as ServerHttp2Session;
    const count = (change: number) =>
      open.set(session, (open.get(session) ?? 0) + change);
    count(1);
    fullest = Math.max(fullest, open.get(session) ?? 0);
    stream.on('error', () => {});
    stream.once('close', () => count(-1));
    const path = String(headers[':path']);
    if (/\/log(\?|$)/.test(path)) {
      stream.respond({ ':status': 200, 'content-type': 'text/plain' });
      stream.write('2026-11-23T08:00:00.000000000Z first\n');
      lasting.push(stream);
      return;
    }
    stream.respond({ ':status': 200, 'content-type': 'application/json' });
    if (path.includes('watch=')) lasting.push(stream);
    else {
      const status = { allowed: true };
      stream.end(JSON.stringify({ kind: 'SubjectAccessReview', status }));
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sessions,
    lasting,
    fullest: () => fullest,
    async stop() {
      sessions.forEach(session => session.destroy());
      await new Promise(resolve => server.close(resolve));
    },
  };
}
