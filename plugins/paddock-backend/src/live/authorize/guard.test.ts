import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  paddockWorkloadReadPermission,
  type Reach,
} from '@paddock/backstage-plugin-paddock-common';
import { createGuard } from './guard';
import type { Origin, Right } from '../origin';
import { type Area, areaKey } from '../scope';
import type { Caller, Subject } from '../topic';

const caller: Caller = {
  credentials: mockCredentials.user('user:default/ben'),
  person: { userRef: 'user:default/ben', groupRefs: [] },
};

const area = (namespace: string, cluster = 'local'): Area => ({
  cluster,
  namespace,
  what: 'Pod',
});

/** A cluster that says what the test lets it say. */
function createCluster(name = 'local') {
  const state = {
    may: async (_right: Right): Promise<boolean> => true,
    reach: { state: 'live' } as Reach,
    known: true,
    asked: 0,
  };
  const origin: Origin = {
    name,
    freshness: () => state.reach,
    onFreshness: () => () => {},
    accessOf: () =>
      state.known
        ? {
            identity: 'ben',
            may: right => {
              state.asked += 1;
              return state.may(right);
            },
          }
        : undefined,
    onAccessChanged: () => () => {},
  };
  return Object.assign(state, { origin });
}

function guardOf(
  clusters: Array<ReturnType<typeof createCluster>>,
  { areas = [], named = [] }: { areas?: Area[]; named?: Area[] },
  permission:
    | AuthorizeResult.ALLOW
    | AuthorizeResult.DENY = AuthorizeResult.ALLOW,
) {
  const subject = {
    origins: () => clusters.map(({ origin }) => origin),
    areas: () => areas,
    named: () => named,
    rights: () => [{ verb: 'list', group: '', resource: 'pods' }],
  } as unknown as Subject;
  return createGuard(
    subject,
    paddockWorkloadReadPermission,
    mockServices.permissions.mock({
      authorize: async () => [{ result: permission }],
    }),
  );
}

const only = (namespace: string) => async (right: Right) =>
  right.namespace === namespace;

describe('a guard', () => {
  it('grants the areas that the cluster grants, and no more', async () => {
    const local = createCluster();
    local.may = only('a');
    const guard = guardOf([local], { areas: [area('a'), area('b')] });
    const verdict = await guard.ask(caller);
    expect(verdict).toMatchObject({ state: 'allowed', silent: [] });
    expect(verdict.state === 'allowed' && [...verdict.scope.granted]).toEqual([
      areaKey(area('a')),
    ]);
  });

  it('asks once for a right everywhere instead of for each namespace', async () => {
    const local = createCluster();
    const areas = ['a', 'b', 'c', 'd'].map(each => area(each));
    await guardOf([local], { areas }).ask(caller);
    expect(local.asked).toBe(1);
  });

  it('asks for new areas only, until it is told to forget', async () => {
    const local = createCluster();
    local.may = only('a');
    const areas = [area('a')];
    const guard = guardOf([local], { areas });
    await guard.ask(caller);
    expect(local.asked).toBe(2);
    areas.push(area('b'));
    await guard.ask(caller);
    expect(local.asked).toBe(3);
    guard.forget();
    await guard.ask(caller);
    expect(local.asked).toBe(6);
  });

  it('denies without the permission of the portal, and asks no cluster', async () => {
    const local = createCluster();
    const guard = guardOf(
      [local],
      { areas: [area('a')] },
      AuthorizeResult.DENY,
    );
    expect(await guard.ask(caller)).toEqual({ state: 'denied', missing: [] });
    expect(local.asked).toBe(0);
  });

  it('denies somebody who has no name in any cluster', async () => {
    const local = createCluster();
    local.known = false;
    const verdict = await guardOf([local], { areas: [area('a')] }).ask(caller);
    expect(verdict).toEqual({
      state: 'denied',
      missing: [{ cluster: 'local', verb: 'list', resource: 'pods' }],
    });
  });

  it('answers alike whether hidden rows exist or not', async () => {
    const local = createCluster();
    local.may = async () => false;
    const hidden = await guardOf([local], { areas: [area('a')] }).ask(caller);
    const none = await guardOf([local], { areas: [] }).ask(caller);
    expect(hidden).toEqual(none);
  });

  it('calls what nobody can answer no refusal, and shows nothing', async () => {
    const local = createCluster();
    local.may = async () => {
      throw new Error('away');
    };
    for (const subject of [{ named: [area('a')] }, { areas: [area('a')] }]) {
      expect(await guardOf([local], subject).ask(caller)).toEqual({
        state: 'unknown',
        origins: [local.origin],
        silent: [local.origin],
      });
    }
  });

  it('asks again about what nobody could answer, and takes away what was shown until then', async () => {
    const local = createCluster();
    const guard = guardOf([local], { areas: [area('a')] });
    await guard.ask(caller);
    local.may = () => Promise.reject(new Error('away'));
    guard.forget();
    expect(await guard.ask(caller)).toMatchObject({ state: 'unknown' });
    local.may = async () => true;
    expect(await guard.ask(caller)).toMatchObject({
      state: 'allowed',
      silent: [],
    });
  });

  it('calls it no refusal when all that there was is gone', async () => {
    const local = createCluster();
    local.may = only('a');
    const areas = [area('a')];
    const guard = guardOf([local], { areas });
    await guard.ask(caller);
    areas.pop();
    const verdict = await guard.ask(caller);
    expect(verdict.state === 'allowed' && verdict.scope.granted.size).toBe(0);
  });

  it('believes a no at once', async () => {
    const local = createCluster();
    const guard = guardOf([local], { areas: [area('a')] });
    await guard.ask(caller);
    local.may = async () => false;
    guard.forget();
    expect(await guard.ask(caller)).toEqual({
      state: 'denied',
      missing: [{ cluster: 'local', verb: 'list', resource: 'pods' }],
    });
  });

  it('does not keep an answer to a question of before the change', async () => {
    const local = createCluster();
    let answer = (_: boolean) => {};
    local.may = right =>
      right.namespace
        ? new Promise(resolve => {
            answer = resolve;
          })
        : Promise.resolve(false);
    const guard = guardOf([local], { areas: [area('a')] });
    const slow = guard.ask(caller);
    await new Promise(resolve => setTimeout(resolve, 10));
    guard.forget();
    answer(true);
    await slow;
    local.may = async () => false;
    const verdict = await guard.ask(caller);
    expect(verdict.state === 'allowed' && verdict.scope.granted.size).not.toBe(
      1,
    );
  });

  it('keeps one cluster’s trouble from the others', async () => {
    const local = createCluster();
    const other = createCluster('other');
    other.may = () => Promise.reject(new Error('away'));
    const areas = [area('a'), area('a', 'other')];
    const verdict = await guardOf([local, other], { areas }).ask(caller);
    expect(verdict).toMatchObject({
      state: 'allowed',
      silent: [other.origin],
    });
    expect(verdict.state === 'allowed' && verdict.scope.granted.size).toBe(1);
  });
});
