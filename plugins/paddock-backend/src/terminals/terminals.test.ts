import type { IncomingMessage } from 'node:http';
import { createConnection } from 'node:net';
import WebSocket from 'ws';
import {
  opening,
  ownOrigin,
  startTerminals,
  stopAll,
  tokenOf,
  until,
  usualTimes,
} from '../../testing/portals/terminals';

afterEach(stopAll);

/** A handshake byte by byte, as no library would send it; its status. */
function rawHandshake(port: number, protocol: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1', () =>
      socket.write(
        [
          'GET /api/paddock/terminals HTTP/1.1',
          'Host: portal.example',
          `Origin: ${ownOrigin}`,
          'Connection: Upgrade',
          'Upgrade: websocket',
          'Sec-WebSocket-Version: 13',
          'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
          `Sec-WebSocket-Protocol: ${protocol}`,
          '\r\n',
        ].join('\r\n'),
      ),
    );
    socket.once('error', reject);
    socket.once('data', data => {
      socket.destroy();
      resolve(Number(data.toString().split(' ')[1]));
    });
  });
}

describe('a ticket for a terminal', () => {
  it('is given to who may create pods/exec there, and recorded', async () => {
    const { ask, questions, auditor } = await startTerminals();
    const answer = await ask({ container: 'api', command: 'sh' });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      ticket: expect.stringMatching(/^[\w-]{22}$/),
      seconds: 30,
    });
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(questions).toEqual([
      expect.objectContaining({
        verb: 'create',
        resource: 'pods',
        subresource: 'exec',
        namespace: 'payments',
      }),
    ]);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'terminal-open',
        meta: {
          cluster: 'local',
          user: 'ben@paddock.example',
          namespace: 'payments',
          kind: 'Pod',
          name: 'api-1',
          container: 'api',
          command: 'sh',
        },
      }),
    );
  });

  it('is refused with the missing right', async () => {
    const { ask, loseRight } = await startTerminals();
    loseRight();
    const answer = await ask();
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toContain(
      'You lack the right to create pods/exec in payments of local',
    );
  });

  it.each([
    { container: 'api', command: 'rm' },
    { container: 'api', as: 'petra' },
    { container: '../x' },
    {},
  ])('is not given for %j', async body => {
    const { ask } = await startTerminals();
    expect((await ask(body)).status).toBe(400);
  });

  it('is refused to who has asked for ten and used none', async () => {
    const { ask, wait } = await startTerminals();
    for (let at = 0; at < 10; at += 1) expect((await ask()).status).toBe(201);
    expect((await ask()).status).toBe(429);
    expect((await ask(undefined, 'petra')).status).toBe(201);
    wait(30_000);
    expect((await ask()).status).toBe(201);
  });
});

describe('the handshake', () => {
  it.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['no origin', { origin: undefined }],
    ['the origin null', { origin: 'null' }],
    ['our name as a suffix', { origin: 'https://evil-portal.example' }],
    ['our name as a prefix', { origin: `${ownOrigin}.evil.example` }],
    ['our name over http', { origin: 'http://portal.example' }],
    ['two origins', { origin: `${ownOrigin}, https://evil.example` }],
  ])('is refused with 403 for %s', async (_, options) => {
    const { connect, ticket } = await startTerminals();
    await ticket();
    expect(await connect(options).refused).toBe(403);
  });

  it('takes no credentials from the subprotocol or the address', async () => {
    const { connect, ticket, api } = await startTerminals();
    const good = await ticket();
    const smuggled = `base64url.bearer.authorization.k8s.io.${good}`;
    for (const protocol of [[smuggled], ['paddock-terminal', smuggled], []]) {
      expect(await connect({}, protocol).refused).toBe(400);
    }
    const inAddress = connect({}, 'paddock-terminal', `?ticket=${good}`);
    expect(await inAddress.refused).toBe(400);
    expect(api.asked).toEqual([]);
  });

  it.each([
    ['paddock-terminal\rX-Evil: 1', 400],
    ['paddock-terminal, base64url.bearer.authorization.k8s.io.x', 400],
    ['PADDOCK-TERMINAL', 400],
  ])('drops the subprotocol %j', async (protocol, status) => {
    const { port, ticket } = await startTerminals();
    await ticket();
    expect(await rawHandshake(port, protocol)).toBe(status);
  });

  it('is no business of ours elsewhere', async () => {
    const { connect, ticket } = await startTerminals();
    await ticket();
    expect(await connect({}, 'paddock-terminal', '/more').refused).toBe(404);
  });
});

describe('the first message', () => {
  it.each([
    ['another pod', { pod: 'api-2' }],
    ['another namespace', { namespace: 'storefront' }],
    ['another container', { container: 'sidecar' }],
    ['another person', { token: tokenOf('petra') }],
    ['nobody', { token: 'nonsense' }],
    ['a ticket that was never given', { ticket: 'A'.repeat(22) }],
    ['something else', { type: 'resize' }],
  ])(
    'is refused with 4401 for %s, and the ticket is used up',
    async (_, changes) => {
      const { connect, ticket, api } = await startTerminals();
      const good = await ticket();
      const browser = connect();
      await browser.say(opening(good, changes));
      expect(await browser.closed).toBe(4401);
      expect(api.asked).toEqual([]);
    },
  );

  it('opens a terminal once', async () => {
    const { connect, ticket, api } = await startTerminals();
    const good = await ticket();
    const stolen = connect();
    await stolen.say(opening(good, { token: tokenOf('petra') }));
    expect(await stolen.closed).toBe(4401);
    const late = connect();
    await late.say(opening(good));
    expect(await late.closed).toBe(4401);
    expect(api.asked).toEqual([]);
  });

  it('comes too late after 30 s', async () => {
    const { connect, ticket, wait } = await startTerminals();
    const good = await ticket();
    wait(30_000);
    const browser = connect();
    await browser.say(opening(good));
    expect(await browser.closed).toBe(4401);
  });

  it('is in no log, whatever comes of it', async () => {
    const { connect, ticket, auditor, logger } = await startTerminals();
    const good = await ticket();
    const browser = connect();
    await browser.say(opening(good, { token: tokenOf('petra') }));
    await browser.closed;
    const said = [logger.info, logger.warn, logger.error, logger.debug].flatMap(
      each => each.mock.calls,
    );
    const meta = auditor.createEvent.mock.calls.map(([event]) => event.meta);
    expect(JSON.stringify([said, meta])).not.toContain(good);
  });
});

describe('a terminal', () => {
  it('runs as the person, and carries bytes both ways', async () => {
    const { open, api, entry, auditor } = await startTerminals();
    const browser = await open();
    const [{ headers, url }] = api.asked as [IncomingMessage];
    expect(headers['impersonate-user']).toBe('ben@paddock.example');
    expect(headers['impersonate-group']).toBe('team-payments, a b');
    expect(headers.authorization).toBe('Bearer portal');
    expect(headers['sec-websocket-protocol']).toBe(
      'v5.channel.k8s.io,v4.channel.k8s.io',
    );
    expect(url).toMatch(
      /^\/api\/v1\/namespaces\/payments\/pods\/api-1\/exec\?container=api&stdin=true&stdout=true&tty=true&command=sh&/,
    );
    browser.socket.send(Buffer.from('ls\r'));
    await browser.say({ type: 'resize', columns: 100, rows: 30 });
    await until(() => api.sent.length === 3);
    expect(
      api.sent.map(each => [each[0], each.subarray(1).toString()]),
    ).toEqual([
      [4, '{"Width":80,"Height":24}'],
      [0, 'ls\r'],
      [4, '{"Width":100,"Height":30}'],
    ]);
    const [shell] = api.shells as [WebSocket];
    shell.send(Buffer.from('\u0001bin\r\n'));
    const details = { causes: [{ reason: 'ExitCode', message: '3' }] };
    const status = { metadata: {}, status: 'Failure', details };
    shell.send(Buffer.from(`\u0003${JSON.stringify(status)}`));
    shell.close();
    expect(await browser.closed).toBe(4000);
    expect(Buffer.concat(browser.output).toString()).toBe('bin\r\n');
    expect(browser.news).toEqual([
      { type: 'ready' },
      {
        type: 'end',
        reason: 'exited',
        message: 'The shell has ended with exit code 3.',
      },
    ]);
    expect(auditor.createEvent).toHaveBeenLastCalledWith(
      expect.objectContaining({ eventId: 'terminal-session' }),
    );
    await until(() => entry.success.mock.calls.length === 2);
    expect(entry.success).toHaveBeenLastCalledWith({
      meta: { seconds: expect.any(Number), reason: 'exited' },
    });
  });

  it('says what the cluster refuses', async () => {
    const { open, api, entry } = await startTerminals();
    api.refuse({ kind: 'Status', reason: 'Forbidden', message: 'not you' });
    const browser = await open();
    expect(await browser.closed).toBe(4502);
    expect(browser.news[0]).toMatchObject({ message: 'not you' });
    await until(() => entry.fail.mock.calls.length === 1);
  });

  it('says what the container lacks', async () => {
    const { open, api } = await startTerminals();
    const browser = await open();
    const message = 'exec: "sh": executable file not found in $PATH';
    const status = { metadata: {}, status: 'Failure', message };
    api.shells[0]?.send(Buffer.from(`\u0003${JSON.stringify(status)}`));
    api.shells[0]?.close();
    expect(await browser.closed).toBe(4502);
    expect(browser.news.at(-1)).toMatchObject({ message });
  });

  it('is cut when the right is taken away', async () => {
    const { open, api, loseRight } = await startTerminals();
    const browser = await open();
    loseRight();
    expect(await browser.closed).toBe(4403);
    expect(browser.news.at(-1)?.message).toContain('create pods/exec');
    await until(() => api.shells[0]?.readyState === WebSocket.CLOSED);
  });

  it.each([
    ['leaves the group', 'leaveGroups', 'create pods/exec'],
    ['leaves the catalog', 'leaveCatalog', 'nobody to the cluster local'],
  ] as const)(
    'is cut when the person %s, though no right changes',
    async (_, leave, words) => {
      const terminals = await startTerminals({ ...usualTimes, beatMs: 30 });
      const browser = await terminals.open();
      terminals[leave]();
      expect(await browser.closed).toBe(4403);
      expect(browser.news.at(-1)?.message).toContain(words);
    },
  );

  it('ends with its pod', async () => {
    const { open, pods } = await startTerminals();
    const browser = await open();
    pods.tell({ before: { namespace: 'payments', name: 'other' } });
    pods.tell({ before: { namespace: 'payments', name: 'api-1' } });
    expect(await browser.closed).toBe(4410);
  });

  it.each([
    ['idle', { idleMs: 60, warnMs: 30 }, 4408],
    ['too long', { longestMs: 30 }, 4411],
  ])('ends when it is %s', async (_, change, code) => {
    const { open } = await startTerminals({ ...usualTimes, ...change });
    expect(await (await open()).closed).toBe(code);
  });

  it('says that it is about to end, and does not while somebody stays', async () => {
    const times = { ...usualTimes, idleMs: 1_200, warnMs: 1_000 };
    const { open } = await startTerminals(times);
    const browser = await open();
    const warnings = () =>
      browser.news.filter(({ type }) => type === 'idle-soon').length;
    await until(() => warnings() === 1);
    expect(browser.news.at(-1)).toEqual({ type: 'idle-soon', seconds: 1 });
    await browser.say({ type: 'stay' });
    await until(() => warnings() === 2);
    expect(await browser.closed).toBe(4408);
  });

  it('ends in the container when the browser is gone', async () => {
    const { open, api, entry } = await startTerminals();
    (await open()).socket.terminate();
    await until(() => api.shells[0]?.readyState === WebSocket.CLOSED);
    // The shell would outlive the connection: it is sent Ctrl+C and Ctrl+D.
    expect(api.sent.slice(1).map(each => [...each])).toEqual([
      [0, 3],
      [0, 4],
    ]);
    await until(() => entry.success.mock.calls.length === 2);
    expect(entry.success.mock.calls[1][0].meta.reason).toBe('left');
  });

  it('is refused to who has five', async () => {
    const { open } = await startTerminals();
    for (let at = 0; at < 5; at += 1) {
      expect((await open()).news).toEqual([{ type: 'ready' }]);
    }
    expect(await (await open()).closed).toBe(4409);
  });
});

describe('a flood', () => {
  const resize = JSON.stringify({ type: 'resize', columns: 9, rows: 9 });
  it.each([
    ['pasted bytes', Buffer.alloc(32 * 1024), 4429],
    ['resizes', resize, 4429],
    ['a long message', Buffer.alloc(65 * 1024), 1009],
    ['binary garbage as text', '\u0000{{', 4400],
    ['an unknown message', '{"type":"exec"}', 4400],
  ])('of %s is cut off', async (_, message, code) => {
    const { open, api } = await startTerminals();
    const browser = await open();
    for (let at = 0; at < 2_000; at += 1) browser.socket.send(message);
    expect(await browser.closed).toBe(code);
    const taken = api.sent.reduce((sum, each) => sum + each.length, 0);
    expect(taken).toBeLessThan(512 * 1024);
  });

  it('of pings is cut off', async () => {
    const { open } = await startTerminals();
    const browser = await open();
    for (let at = 0; at < 2_000; at += 1) browser.socket.ping();
    expect(await browser.closed).toBe(4429);
  });

  it('of output waits in the container for who does not draw it', async () => {
    const { open, api } = await startTerminals();
    const browser = await open();
    const [shell] = api.shells as [WebSocket];
    const piece = Buffer.alloc(32 * 1024, 'y');
    piece[0] = 1;
    for (let at = 0; at < 2_000; at += 1) shell.send(piece);
    const got = () =>
      browser.output.reduce((sum, { length }) => sum + length, 0);
    await until(() => got() >= 512 * 1024);
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(got()).toBeLessThan(2 * 1024 * 1024);
    expect(shell.bufferedAmount).toBeGreaterThan(32 * 1024 * 1024);
    const before = got();
    await browser.say({ type: 'drawn', bytes: before });
    await until(() => got() > before);
  });
});
