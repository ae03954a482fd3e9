import {
  configAt,
  createConfigPortal,
  secretValue,
  settings,
  settingsPath,
} from '../../testing/portals/configPortal';
import { KubeError } from '../kube/connection/errors';

// The first answer of a file loads what answers, which takes its time on a busy machine.
jest.setTimeout(60_000);

const edit = (changes: object = {}) => ({
  uid: 'u1',
  resourceVersion: '7',
  set: [{ as: 'text', key: 'mode', text: 'slow' }],
  remove: [],
  ...changes,
});

describe('changing a ConfigMap', () => {
  it('is applied as the person, with what our manager keeps, on what was seen; values stay out of the record', async () => {
    const { request, writes, auditor } = createConfigPortal();
    const answer = await request
      .put(`${configAt}/config-maps/settings`)
      .send(edit({ set: [{ as: 'text', key: 'new', text: secretValue }] }));
    expect(answer.status).toBe(202);
    expect(writes()).toEqual([
      expect.objectContaining({
        method: 'PATCH',
        path: settingsPath,
        as: { user: 'ben@paddock.example', groups: ['team-payments'] },
        query: expect.objectContaining({
          fieldManager: 'paddock-config',
          force: 'false',
        }),
        body: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: {
            name: 'settings',
            namespace: 'payments',
            uid: 'u1',
            resourceVersion: '7',
          },
          data: { mode: 'fast', new: secretValue },
          binaryData: { logo: 'AAEC' },
        },
      }),
    ]);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'config-map-edit',
        meta: expect.objectContaining({ set: ['new'], remove: [] }),
      }),
    );
    expect(
      JSON.stringify(
        (auditor.createEvent as jest.Mock).mock.calls.map(([{ meta }]) => meta),
      ),
    ).not.toContain(secretValue);
  });

  it.each([
    ['has changed since', edit({ resourceVersion: '6' }), /changed since/],
    ['is another one now', edit({ uid: 'u0' }), /created anew/],
    [
      'has a key that another manager keeps',
      edit({ set: [], remove: ['level'] }),
      /kept by "kubectl-create"/,
    ],
    [
      'has no such key to remove',
      edit({ set: [], remove: ['nope'] }),
      /no key "nope"/,
    ],
  ])('is a conflict where it %s', async (_, body, said) => {
    const { request, writes } = createConfigPortal();
    const answer = await request
      .put(`${configAt}/config-maps/settings`)
      .send(body);
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toMatch(said);
    expect(writes()).toEqual([]);
  });

  it('says of a key that nobody is known to keep that it would stay', async () => {
    const { request, writes } = createConfigPortal({
      found: settings({ metadata: { managedFields: [] } }),
    });
    const answer = await request
      .put(`${configAt}/config-maps/settings`)
      .send(edit({ set: [], remove: ['mode'] }));
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toContain('would stay');
    expect(writes()).toEqual([]);
  });

  it('passes on the conflict with another manager, by its name', async () => {
    const message =
      'Apply failed with 1 conflict: conflict with "kubectl-create" using v1: .data.level';
    const { request } = createConfigPortal({
      answers: ({ method }) =>
        method === 'PATCH'
          ? new KubeError(409, 'Conflict', { message })
          : undefined,
    });
    const answer = await request
      .put(`${configAt}/config-maps/settings`)
      .send(edit({ set: [{ as: 'text', key: 'level', text: 'x' }] }));
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toContain('"kubectl-create"');
  });

  it('leaves what a GitOps tool keeps to it, with a link', async () => {
    const annotations = { 'kept-by-argo': 'yes' };
    const { request, writes } = createConfigPortal({
      found: settings({ metadata: { annotations } }),
    });
    const edited = await request
      .put(`${configAt}/config-maps/settings`)
      .send(edit());
    const removed = await request.delete(
      `${configAt}/config-maps/settings?uid=u1`,
    );
    for (const answer of [edited, removed]) {
      expect(answer.status).toBe(409);
      expect(answer.body.error.message).toContain('https://argo.example/pay');
    }
    expect(writes()).toEqual([]);
  });

  it('is refused for an immutable one', async () => {
    const { request } = createConfigPortal({
      found: settings({ immutable: true }),
    });
    const answer = await request
      .put(`${configAt}/config-maps/settings`)
      .send(edit());
    expect(answer.status).toBe(422);
    expect(answer.body.error.message).toContain('immutable');
  });

  it('is refused where all of it would be too large', async () => {
    const text = 'x'.repeat(1024 * 1024 - 10);
    const { request, writes } = createConfigPortal();
    const answer = await request
      .put(`${configAt}/config-maps/settings`)
      .send(edit({ set: [{ as: 'text', key: 'big', text }] }));
    expect(answer.status).toBe(422);
    expect(answer.body.error.message).toContain('1024 KiB');
    expect(writes()).toEqual([]);
  });
});

describe('creating a ConfigMap', () => {
  const create = (entries: unknown, name = 'fresh') => ({ name, entries });
  const text = (key: string, value = 'x') => ({ as: 'text', key, text: value });

  it('keeps texts as texts and bytes as bytes', async () => {
    const { request, writes } = createConfigPortal();
    const answer = await request
      .post(`${configAt}/config-maps`)
      .send(
        create([
          text('a.conf', 'ä'),
          { as: 'bytes', key: 'logo', base64: '/wA=' },
        ]),
      );
    expect(answer.status).toBe(202);
    expect(writes()[0]?.body).toEqual(
      expect.objectContaining({
        data: { 'a.conf': 'ä' },
        binaryData: { logo: '/wA=' },
      }),
    );
  });

  it('cannot touch one that is there, whoever has made it a moment ago', async () => {
    const message = 'the object has been modified';
    const { request, writes } = createConfigPortal({
      answers: ({ method }) =>
        method === 'PATCH'
          ? new KubeError(409, 'Conflict', { message })
          : undefined,
    });
    const answer = await request
      .post(`${configAt}/config-maps`)
      .send(create([text('a')], 'settings'));
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toContain(
      '"settings" in payments already',
    );
    // Of what does not exist the API server takes any version; of what does none but its own.
    expect(writes()[0]?.body).toMatchObject({
      metadata: { name: 'settings', resourceVersion: '1' },
    });
  });

  it.each([
    ['no key', create([])],
    ['a key with a slash', create([text('../etc/passwd')])],
    ['a key of two dots', create([text('..')])],
    ['a key that programs stumble over', create([text('__proto__')])],
    ['an empty key', create([text('')])],
    ['a long key', create([text('x'.repeat(254))])],
    ['the same key twice', create([text('a'), text('a')])],
    ['NUL in a text', create([text('a', 'b\u0000c')])],
    ['half a character', create([text('a', 'b\ud800c')])],
    [
      'bytes that are no base64',
      create([{ as: 'bytes', key: 'a', base64: '!' }]),
    ],
    ['a value that is no text', create([{ as: 'text', key: 'a', text: 1 }])],
    ['a name in capitals', create([text('a')], 'Fresh')],
    ['an unknown field', { ...create([text('a')]), immutable: true }],
    ['YAML that explodes', create('a: &a [b]\nc: [*a, *a]')],
  ])('is refused with %s', async (_, body) => {
    const { request, writes } = createConfigPortal();
    const answer = await request.post(`${configAt}/config-maps`).send(body);
    expect(answer.status).toBe(400);
    expect(writes()).toEqual([]);
  });

  it('is refused when it is longer than any ConfigMap', async () => {
    const { request, writes } = createConfigPortal();
    const answer = await request
      .post(`${configAt}/config-maps`)
      .send(create([text('a', 'x'.repeat(4 * 1024 * 1024))]));
    expect(answer.status).toBe(413);
    expect(writes()).toEqual([]);
  });
});

describe('deleting a ConfigMap', () => {
  it('deletes exactly what was seen', async () => {
    const { request, writes } = createConfigPortal();
    const answer = await request.delete(
      `${configAt}/config-maps/settings?uid=u1`,
    );
    expect(answer.status).toBe(202);
    expect(writes()).toEqual([
      expect.objectContaining({
        method: 'DELETE',
        path: settingsPath,
        body: expect.objectContaining({ preconditions: { uid: 'u1' } }),
      }),
    ]);
  });

  it('needs to be told which one', async () => {
    const { request, writes } = createConfigPortal();
    const answer = await request.delete(`${configAt}/config-maps/settings`);
    expect(answer.status).toBe(400);
    expect(writes()).toEqual([]);
  });
});
