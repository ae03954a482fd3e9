import { answerOf, problems } from '../../testing/openApi';
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

describe('the configuration of a workload', () => {
  it('is what its pods name, of Secrets the name alone, with who has an old value', async () => {
    const { request, asked } = createConfigPortal();
    const { body } = await request.get(
      `${configAt}/workloads/Deployment/api/config`,
    );
    expect(body).toEqual({
      items: [
        {
          kind: 'ConfigMap',
          name: 'settings',
          uses: [{ as: 'all-variables', container: 'api' }],
          known: {
            state: 'known',
            createdAt: '2026-11-20T00:00:00Z',
            changedAt: '2026-11-25T14:00:00Z',
          },
          pods: [
            {
              pod: 'api-7d9f-1',
              owner: { kind: 'Deployment', name: 'api' },
              value: { has: 'old', startedAt: '2026-11-25T13:00:00Z' },
            },
          ],
        },
        {
          kind: 'Secret',
          name: 'login',
          uses: [{ as: 'unmounted', volume: 'login' }],
          known: { state: 'name-only' },
        },
      ],
      more: 0,
    });
    expect(
      problems(
        answerOf(
          '/clusters/{cluster}/namespaces/{namespace}/workloads/{kind}/{name}/config',
          'get',
          200,
        ),
        body,
      ),
    ).toEqual([]);
    expect(asked.some(({ path }) => path.includes('secrets'))).toBe(false);
    const read = asked.find(({ path }) => path === settingsPath);
    expect(read?.headers?.accept).toContain('PartialObjectMetadata');
    expect(read?.as?.user).toBe('ben@paddock.example');
  });

  it.each([
    [404, { state: 'missing' }],
    [
      403,
      {
        state: 'hidden',
        missing: {
          cluster: 'local',
          namespace: 'payments',
          verb: 'get',
          resource: 'configmaps',
        },
      },
    ],
  ])('says of one that answers %i what that means', async (status, known) => {
    const { request } = createConfigPortal({
      found: new KubeError(status, 'Reason', { message: 'no' }),
    });
    const { body } = await request.get(
      `${configAt}/workloads/Deployment/api/config`,
    );
    expect(body.items[0].known).toEqual(known);
  });
});

describe('the ConfigMaps of a namespace', () => {
  it('are listed without their values, with their users and what could not be read', async () => {
    const { request } = createConfigPortal({ may: verb => verb !== 'create' });
    const { body } = await request.get(`${configAt}/config-maps`);
    expect(body.items).toEqual([
      expect.objectContaining({
        name: 'settings',
        oldPods: 1,
        usedBy: [
          {
            kind: 'Deployment',
            name: 'api',
            uses: [{ as: 'all-variables', container: 'api' }],
          },
        ],
      }),
    ]);
    expect(body.unread).toEqual([
      expect.objectContaining({ resource: 'jobs.batch' }),
    ]);
    expect(body.mayCreate).toEqual(
      expect.objectContaining({ verb: 'create', resource: 'configmaps' }),
    );
    const withoutPatch = createConfigPortal({ may: verb => verb !== 'patch' });
    const other = await withoutPatch.request.get(`${configAt}/config-maps`);
    expect(other.body.mayCreate).toMatchObject({ verb: 'patch' });
    expect(JSON.stringify(body)).not.toContain(secretValue);
    expect(
      problems(
        answerOf(
          '/clusters/{cluster}/namespaces/{namespace}/config-maps',
          'get',
          200,
        ),
        body,
      ),
    ).toEqual([]);
  });

  it('are used by Rollouts, too, which are asked for only where there are some', async () => {
    const rollouts = /rollouts/;
    const without = createConfigPortal();
    await without.request.get(`${configAt}/config-maps`);
    expect(without.asked.some(({ path }) => rollouts.test(path))).toBe(false);
    const { request } = createConfigPortal({ rows: { Rollout: [{}] } });
    const { body } = await request.get(`${configAt}/config-maps`);
    expect(body.items[0].usedBy).toContainEqual({
      kind: 'Rollout',
      name: 'canary',
      uses: [{ as: 'all-variables', container: 'api' }],
    });
  });

  it('do not say how many pods have an old value to who may not list pods', async () => {
    const { request } = createConfigPortal({
      answers: ({ path }) =>
        path.endsWith('/pods')
          ? new KubeError(403, 'Forbidden', { message: 'no pods for you' })
          : undefined,
    });
    const { body } = await request.get(`${configAt}/config-maps`);
    expect(body.items[0]).not.toHaveProperty('oldPods');
    expect(body.unread).toContainEqual(
      expect.objectContaining({ resource: 'pods' }),
    );
  });

  it('show one with its values and who keeps each of them', async () => {
    const { request } = createConfigPortal({ may: verb => verb !== 'delete' });
    const { body } = await request.get(`${configAt}/config-maps/settings`);
    expect(body.entries).toEqual([
      {
        key: 'level',
        text: secretValue,
        bytes: secretValue.length,
        ours: false,
        keptBy: ['kubectl-create'],
      },
      { key: 'logo', bytes: 3, ours: true, keptBy: [] },
      { key: 'mode', text: 'fast', bytes: 4, ours: true, keptBy: [] },
    ]);
    expect(body.may.edit).toEqual({ state: 'possible' });
    expect(body.may.remove.state).toBe('forbidden');
    expect(
      problems(
        answerOf(
          '/clusters/{cluster}/namespaces/{namespace}/config-maps/{name}',
          'get',
          200,
        ),
        body,
      ),
    ).toEqual([]);
  });

  it('say of an immutable one that it cannot be changed', async () => {
    const { request } = createConfigPortal({
      found: settings({ immutable: true }),
    });
    const { body } = await request.get(`${configAt}/config-maps/settings`);
    expect(body.may.edit).toEqual({ state: 'immutable' });
    expect(body.may.remove).toEqual({ state: 'possible' });
  });
});
