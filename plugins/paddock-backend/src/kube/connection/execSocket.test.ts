import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { Unreachable } from './errors';
import { openSocket } from './execSocket';

// Self-signed, for 127.0.0.1 and localhost.
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgUCW81G3XEZMucWuZ
e9zR0AubyoZpIBrXvt7MqE1FfvmhRANCAATJJktX6ezqL9HjQFtu9b7RXjc0fAIk
/5HKcomIONDhg0IEGEao98qGjexVYTG9sZ+udyWq9+Uucfkw9w2iUCov
-----END PRIVATE KEY-----
`;
const cert = `-----BEGIN CERTIFICATE-----
MIIBcTCCARmgAwIBAgIBATAKBggqhkjOPQQDAjAaMRgwFgYDVQQDDA9mYWtlLWFw
aS1zZXJ2ZXIwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBoxGDAW
BgNVBAMMD2Zha2UtYXBpLXNlcnZlcjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IA
BMkmS1fp7Oov0eNAW271vtFeNzR8AiT/kcpyiYg40OGDQgQYRqj3yoaN7FVhMb2x
n653Jar35S5x+TD3DaJQKi+jTjBMMBoGA1UdEQQTMBGHBH8AAAGCCWxvY2FsaG9z
dDAPBgNVHRMBAf8EBTADAQH/MB0GA1UdDgQWBBRt5wRDywhEMABf8PzmY6WYdpv4
6TAKBggqhkjOPQQDAgNGADBDAh9sC14zJSaXDoaQHhJQ1I1FZKhFHVIUFgsNvWVD
r80sAiBg0jp4HEmxShPBor3ihh+KLXHHx/xtrn6SKhfu6D3Guw==
-----END CERTIFICATE-----
`;
const caData = Buffer.from(cert).toString('base64');
const as = { user: 'ben@paddock.example', groups: ['team-payments', 'all'] };
const path = '/api/v1/namespaces/payments/pods/api-1/attach?container=api';

let server: Server;
let accept: (peer: WebSocket) => void;
const opened: WebSocket[] = [];
const asked: Array<Record<string, unknown>> = [];

beforeEach(async () => {
  accept = () => {};
  server = createServer({ key, cert });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (incoming, socket, head) => {
    asked.push({ url: incoming.url, ...incoming.headers });
    sockets.handleUpgrade(incoming, socket, head, peer => accept(peer));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
});

afterEach(() => {
  opened.splice(0).forEach(socket => socket.terminate());
  asked.length = 0;
  server.close();
});

async function open(cluster: object) {
  const { port } = server.address() as AddressInfo;
  const url = `https://127.0.0.1:${port}/behind/`;
  const target = {
    cluster: { name: 'local', url, authMetadata: {}, ...cluster },
    credential: { type: 'bearer token', token: 't' } as const,
    as,
  };
  const socket = await openSocket(target, path);
  opened.push(socket);
  return socket;
}

describe('a socket for a terminal', () => {
  it('is opened as the person, to an API server that its authority vouches for', async () => {
    const socket = await open({ caData });
    expect(socket.protocol).toBe('v5.channel.k8s.io');
    expect(asked).toEqual([
      expect.objectContaining({
        url: `/behind${path}`,
        authorization: 'Bearer t',
        'impersonate-user': as.user,
        'impersonate-group': 'team-payments, all',
        'sec-websocket-protocol': 'v5.channel.k8s.io,v4.channel.k8s.io',
      }),
    ]);
  });

  it('is opened to another one only where nothing is to be checked', async () => {
    await expect(open({})).rejects.toBeInstanceOf(Unreachable);
    expect(asked).toEqual([]);
    await open({ skipTLSVerify: true });
    expect(asked).toHaveLength(1);
  });

  it('hands on what comes once it is listened to, and outlives messages that are none', async () => {
    accept = peer => {
      for (const message of [[], [255], [255, 1], [1, 97]]) {
        peer.send(Buffer.from(message));
      }
    };
    const socket = await open({ caData });
    const messages: number[][] = [];
    await new Promise<void>(resolve => {
      socket.on('message', (data: Buffer) => {
        messages.push([...data]);
        if (messages.length === 4) resolve();
      });
      socket.resume();
    });
    expect(messages).toEqual([[], [255], [255, 1], [1, 97]]);
  });
});
