import type { EffectObject } from '@paddock/backstage-plugin-paddock-common';
import type { RequestOptions } from '../connection/call';
import { createProvision } from './createProvision';
import { KubeError } from '../connection/errors';
import { createWrite } from './write';

interface Asked extends RequestOptions {
  method: string;
  path: string;
}

// What a real API server does with these is tried in test/integration.
function provisionBefore(answer: (asked: Asked) => unknown) {
  const asked: Asked[] = [];
  const kinds: Record<string, { plural: string; namespaced: boolean }> = {
    ConfigMap: { plural: 'configmaps', namespaced: true },
    Namespace: { plural: 'namespaces', namespaced: false },
    PersistentVolume: { plural: 'persistentvolumes', namespaced: false },
    ClusterRole: { plural: 'clusterroles', namespaced: false },
  };
  const connection = {
    async request(method: string, path: string, options: RequestOptions = {}) {
      asked.push({ method, path, ...options });
      return answer(asked.at(-1)!);
    },
  };
  const provision = createProvision({
    connection,
    write: createWrite(connection),
    discover: async (_, kind) =>
      kinds[kind] && { group: '', version: 'v1', ...kinds[kind] },
  });
  return { provision, asked };
}

const object = (kind: string, namespace?: string): EffectObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'a', ...(namespace && { namespace }) },
});
const settings = object('ConfigMap', 'pay');
const stored = (uid = 'u', more = {}) => ({
  metadata: {
    name: 'a',
    uid,
    resourceVersion: '7',
    managedFields: [],
    ...more,
  },
});
const refusing = (status: number, message: string) => () => {
  throw new KubeError(status, 'Conflict', { message });
};

describe('provisioning', () => {
  it('creates by an apply that changes nothing that is there', async () => {
    const { provision, asked } = provisionBefore(() => stored());
    expect(await provision.create(settings)).toEqual({
      state: 'created',
      found: {
        uid: 'u',
        resourceVersion: '7',
        object: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'a', uid: 'u', resourceVersion: '7' },
        },
      },
    });
    expect(asked).toMatchObject([
      {
        method: 'PATCH',
        path: '/api/v1/namespaces/pay/configmaps/a',
        query: {
          fieldManager: 'paddock',
          force: 'false',
          fieldValidation: 'Strict',
        },
        body: { metadata: { resourceVersion: '1' } },
      },
    ]);
    expect(asked[0]!.as).toBeUndefined();
  });

  it.each([true, false])(
    'asks as the portal whether it may: %s',
    async allowed => {
      const { provision, asked } = provisionBefore(async () => ({
        status: { allowed },
      }));
      expect(await provision.mayApply(settings)).toBe(allowed);
      expect(asked.at(-1)).toMatchObject({
        method: 'POST',
        path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        body: {
          spec: {
            resourceAttributes: {
              verb: 'patch',
              group: '',
              resource: 'configmaps',
              name: settings.metadata.name,
            },
          },
        },
      });
    },
  );

  it('names everybody who owns what it would change', async () => {
    const message =
      'Apply failed with 2 conflicts: conflicts with "helm" using v1:\n- .data.a\nconflicts with "kubectl-edit" using v1:\n- .data.b';
    const { provision } = provisionBefore(refusing(409, message));
    const managers = ['helm', 'kubectl-edit'];
    const conflict = { state: 'conflict', managers, message };
    const on = { uid: 'u', resourceVersion: '7' };
    expect(await provision.apply(settings, on)).toEqual(conflict);
    expect(await provision.dryRun(settings)).toEqual(conflict);
    expect(await provision.create(settings)).toEqual({ state: 'exists' });
  });

  it.each([
    [
      'Precondition failed: UID in precondition: u, UID in object meta: v',
      'replaced',
    ],
    [
      'The system is ensuring all content is removed from this namespace.',
      'leaving',
    ],
  ])('removes exactly one object: %s', async (message, answer) => {
    const { provision, asked } = provisionBefore(refusing(409, message));
    expect(await provision.remove(object('Namespace'), { uid: 'u' })).toBe(
      answer,
    );
    expect(asked[0]!.body).toMatchObject({ preconditions: { uid: 'u' } });
  });

  it.each(['PersistentVolume', 'ClusterRole'])(
    'writes no %s: it belongs to the whole cluster',
    async kind => {
      const { provision, asked } = provisionBefore(() => stored());
      const on = { uid: 'u', resourceVersion: '7' };
      for (const attempt of [
        provision.create(object(kind)),
        provision.apply(object(kind), on),
        provision.remove(object(kind), on),
      ]) {
        await expect(attempt).rejects.toMatchObject({ status: 422 });
      }
      expect(asked).toEqual([]);
    },
  );

  it.each([
    ['a kind that is not served', object('Gadget', 'pay'), 'NotServed'],
    ['an object in no namespace', object('ConfigMap'), 'NoNamespace'],
  ])('refuses %s', async (_, which, reason) => {
    const { provision } = provisionBefore(() => stored());
    await expect(provision.get(which)).rejects.toMatchObject({ reason });
  });

  it('tells a refusal from a failure in a dry run', async () => {
    const tried = (status: number) =>
      provisionBefore(refusing(status, 'no')).provision.dryRun(settings);
    expect(await tried(403)).toEqual({
      state: 'refused',
      status: 403,
      message: 'no',
    });
    await expect(tried(503)).rejects.toMatchObject({ status: 503 });
  });

  it('lists every page, and nothing of a kind that is not served', async () => {
    const { provision, asked } = provisionBefore(({ query }) =>
      query?.continue
        ? {
            items: [stored('v', { deletionTimestamp: '2026-11-01T00:00:00Z' })],
          }
        : { metadata: { continue: 'more' }, items: [stored('u')] },
    );
    const where = { labelSelector: 'a=b', namespace: 'pay' };
    const kind = { apiVersion: 'v1', kind: 'ConfigMap' };
    const found = await provision.list(kind, where);
    expect(found?.map(({ uid, deletedAt }) => [uid, deletedAt])).toEqual([
      ['u', undefined],
      ['v', '2026-11-01T00:00:00Z'],
    ]);
    expect(asked).toHaveLength(2);
    expect(
      await provision.list({ apiVersion: 'v1', kind: 'Gadget' }, where),
    ).toBeUndefined();
  });

  it('takes nothing for a token that is none', async () => {
    const { provision } = provisionBefore(() => ({ status: {} }));
    const of = {
      namespace: 'pay',
      serviceAccount: 'app',
      audience: 'vault',
      seconds: 600,
    };
    await expect(provision.token(of)).rejects.toThrow('without one');
  });
});
