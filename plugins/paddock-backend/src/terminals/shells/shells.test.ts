import WebSocket from 'ws';
import {
  startTerminals,
  stopAll,
  until,
} from '../../../testing/portals/terminals';

afterEach(stopAll);

const running = (name: string) => ({
  phase: 'Running',
  containerStatuses: [{ name, state: { running: {} } }],
});
const debugging = (name: string) => ({
  phase: 'Running',
  ephemeralContainerStatuses: [{ name, state: { running: {} } }],
});
const wanted = {
  image: 'debian:12',
  command: ['bash', '-l'],
  env: [{ name: 'TOKEN', value: 'hunter2' }],
  node: 'worker-1',
  cpu: '500m',
  memory: '256Mi',
};

const podsPath = '/api/v1/namespaces/payments/pods';

describe('a pod of its own', () => {
  it('is made as the person, attached to, and removed as the portal when the terminal ends', async () => {
    const { post, enter, shells, api } = await startTerminals();
    const { body } = await post('/shells', wanted);
    expect(body).toEqual({
      ticket: expect.stringMatching(/^[\w-]{22}$/),
      seconds: 30,
      pod: expect.stringMatching(/^shell-[0-9a-f]{8}$/),
      container: 'shell',
    });
    expect(shells.written()).toEqual([]);
    const browser = await enter(body);
    expect(browser.news).toEqual([
      { type: 'progress', message: 'Its image is fetched, and it is started.' },
    ]);
    shells.tell(running('shell'));
    await until(() => browser.news.length === 2);
    expect(browser.news[1]).toEqual({ type: 'ready' });
    expect(api.asked[0]?.url).toMatch(
      new RegExp(`/pods/${body.pod}/attach\\?container=shell&stdin=true`),
    );
    const made = shells.calls.find(
      ({ method, path, query }) =>
        method === 'POST' && path === podsPath && !query?.dryRun,
    );
    expect(made?.as?.user).toBe('ben@paddock.example');
    expect(made?.body).toMatchObject({
      metadata: {
        name: body.pod,
        labels: {
          'paddock.internal/shell': expect.stringMatching(
            /^paddock-terminals-[0-9a-f]{12}$/,
          ),
        },
      },
      spec: {
        activeDeadlineSeconds: 7_500,
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [
                {
                  matchExpressions: [
                    {
                      key: 'kubernetes.io/hostname',
                      operator: 'In',
                      values: ['worker-1'],
                    },
                  ],
                },
              ],
            },
          },
        },
        containers: [
          {
            image: 'debian:12',
            command: ['bash', '-l'],
            env: wanted.env,
            resources: {
              requests: { cpu: '500m', memory: '256Mi' },
              limits: { cpu: '500m', memory: '256Mi' },
            },
            stdin: true,
            stdinOnce: true,
            tty: true,
            securityContext: { runAsNonRoot: true },
          },
        ],
      },
    });
    api.shells[0]?.send(Buffer.from('\u0003{"status":"Success"}'));
    api.shells[0]?.close();
    expect(await browser.closed).toBe(4000);
    expect(browser.news.at(-1)?.message).toBe('The shell has ended.');
    await until(() => shells.written().length === 2);
    expect(shells.written()).toEqual([
      `POST ${podsPath}`,
      `DELETE ${podsPath}/${body.pod}`,
    ]);
    expect(shells.calls.at(-1)?.as).toBeUndefined();
  });

  it('is removed when the browser goes before it runs', async () => {
    const { post, enter, shells, api, entry } = await startTerminals();
    const browser = await enter((await post('/shells', wanted)).body);
    browser.socket.terminate();
    await until(() => shells.written().length === 2);
    expect(shells.written()[1]).toMatch(/^DELETE /);
    expect(api.asked).toEqual([]);
    await until(() =>
      entry.success.mock.calls.some(([end]) => end?.meta?.reason === 'left'),
    );
  });

  it('is removed when the portal stops', async () => {
    const { post, enter, shells, stop } = await startTerminals();
    shells.tell(running('shell'));
    const browser = await enter((await post('/shells', wanted)).body);
    await stop();
    expect(shells.written()[1]).toMatch(/^DELETE /);
    expect(await browser.closed).toBe(4503);
  });

  it('is removed when the right is lost', async () => {
    const { post, enter, shells, loseRight } = await startTerminals();
    shells.tell(running('shell'));
    const browser = await enter((await post('/shells', wanted)).body);
    loseRight();
    expect(await browser.closed).toBe(4403);
    await until(() => shells.written().length === 2);
    expect(shells.written()[1]).toMatch(/^DELETE /);
  });

  it('shows the log of a command that has ended already', async () => {
    const { post, enter, shells } = await startTerminals();
    shells.tell({
      phase: 'Succeeded',
      containerStatuses: [
        { name: 'shell', state: { terminated: { exitCode: 3 } } },
      ],
    });
    const browser = await enter((await post('/shells', wanted)).body);
    expect(await browser.closed).toBe(4000);
    expect(Buffer.concat(browser.output).toString()).toBe('all of it\n');
    expect(browser.news.at(-1)?.message).toContain('exit code 3');
  });

  it('ends at once, in words, where its image cannot be had, and is removed', async () => {
    const { post, enter, shells } = await startTerminals();
    shells.tell({
      phase: 'Pending',
      containerStatuses: [
        {
          name: 'shell',
          image: 'debian:12',
          state: {
            waiting: {
              reason: 'ErrImagePull',
              message: 'rpc error: code = NotFound desc = debian:12: not found',
            },
          },
        },
      ],
    });
    const browser = await enter((await post('/shells', wanted)).body);
    await browser.closed;
    expect(browser.news).toEqual([
      {
        type: 'end',
        reason: 'failed',
        message:
          'The image debian:12 cannot be had. Its registry has no such image or tag. Check its name.',
      },
    ]);
    await until(() => shells.written().length === 2);
    expect(shells.written()[1]).toMatch(/^DELETE /);
  });

  it('is in the record with the names of its variables alone', async () => {
    const { post, auditor } = await startTerminals();
    await post('/shells', wanted);
    const [[event]] = auditor.createEvent.mock.calls as unknown as [
      [{ meta: object }],
    ];
    expect(event).toMatchObject({
      eventId: 'shell-open',
      meta: {
        user: 'ben@paddock.example',
        namespace: 'payments',
        way: 'new pod',
        image: 'debian:12',
        command: 'bash -l',
        env: ['TOKEN'],
        node: 'worker-1',
      },
    });
    expect(JSON.stringify(event.meta)).not.toContain('hunter2');
  });

  it.each([
    [
      'pods "x" is forbidden: exceeded quota: team, requested: pods=1, used: pods=4, limited: pods=4',
      'The quota of the namespace does not admit it. The cluster says: pods "x" is forbidden: exceeded quota',
    ],
    [
      'pods "x" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true',
      'The namespace admits only pods that keep its Pod Security standard. The cluster says:',
    ],
    [
      'pods "x" is forbidden: failed quota: team: must specify limits.cpu',
      'give CPU and memory. The cluster says:',
    ],
  ])('is refused in words: %s', async (said, told) => {
    const { post, shells } = await startTerminals();
    shells.refuse(said);
    const answer = await post('/shells', wanted);
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toContain(told);
    expect(shells.written()).toEqual([`POST ${podsPath}`].slice(1));
  });

  it('is refused with the rights that lack', async () => {
    const { post, loseRight, shells } = await startTerminals();
    loseRight();
    const answer = await post('/shells', wanted);
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toContain(
      'You lack the right to create pods and get pods and create pods/attach in payments of local.',
    );
    expect(shells.calls).toEqual([]);
  });

  it.each([
    [{ ...wanted, image: '--privileged' }],
    [{ ...wanted, image: 'a b' }],
    [{ ...wanted, memory: '-1' }],
    [{ ...wanted, cpu: '1e9' }],
    [{ ...wanted, node: 'a,b' }],
    [{ ...wanted, env: [{ name: 'A=B', value: '' }] }],
    [{ ...wanted, runsAs: 'root' }],
    [{ ...wanted, hostNetwork: true }],
    [{}],
  ])('is not made of %j', async body => {
    const { post, shells } = await startTerminals();
    expect((await post('/shells', body)).status).toBe(400);
    expect(shells.calls).toEqual([]);
  });
});

describe('a debug container', () => {
  it('is put into the pod as the person, attached to, and told to end', async () => {
    const { post, enter, shells, api } = await startTerminals();
    const asked = { image: 'debian:12', target: 'api' };
    const { body } = await post('/pods/api-1/debug', asked);
    expect(body.container).toMatch(/^debug-[0-9a-f]{8}$/);
    shells.tell(debugging(body.container));
    const browser = await enter(body);
    expect(browser.news).toEqual([{ type: 'ready' }]);
    const [tried, made] = shells.calls.filter(
      ({ method }) => method === 'PATCH',
    );
    expect(tried?.query?.dryRun).toBe('All');
    expect(made?.path).toBe(`${podsPath}/api-1/ephemeralcontainers`);
    expect(made?.as?.user).toBe('ben@paddock.example');
    expect(made?.body).toMatchObject({
      spec: {
        ephemeralContainers: [
          {
            name: body.container,
            image: 'debian:12',
            targetContainerName: 'api',
            stdin: true,
            tty: true,
            securityContext: { runAsNonRoot: true },
          },
        ],
      },
    });
    expect(api.asked[0]?.url).toContain('/pods/api-1/attach?');
    browser.socket.terminate();
    await until(() => api.shells[0]?.readyState === WebSocket.CLOSED);
    expect(api.sent.slice(-2).map(each => [...each])).toEqual([
      [0, 3],
      [0, 4],
    ]);
    expect(shells.written()).toEqual([
      `PATCH ${podsPath}/api-1/ephemeralcontainers`,
    ]);
  });
});
