import {
  KubeError,
  Misconfigured,
  Unreachable,
} from '../../kube/connection/errors';
import { VaultAway, VaultRefused } from '../../vault/errors';
import type { VaultHealth } from '../../vault/vault';
import { stopOf } from './failures';

const kube = (status: number, message: string) =>
  new KubeError(status, 'Reason', { message });

const stop = (error: unknown, state: VaultHealth = { state: 'ready' }) =>
  stopOf(error, { cluster: 'prod', vault: { health: async () => state } });

describe('what a failure means', () => {
  it.each([
    [new Unreachable('refused'), 'the cluster "prod", which cannot be reached'],
    [
      new Misconfigured('prod', new Error('no token')),
      'the cluster "prod", which the portal cannot use as it is configured',
    ],
    [kube(429, 'too many'), 'the cluster "prod", which is busy'],
    [
      kube(401, 'no'),
      'the cluster "prod", which does not accept the portal\'s credentials',
    ],
    [
      kube(503, 'etcd is away'),
      'the cluster "prod", which does not answer as it should: etcd is away',
    ],
    [
      kube(404, 'namespaces "pay" not found'),
      'the namespace "pay", which is not there',
    ],
    [
      kube(
        403,
        'unable to create new content in namespace pay because it is being terminated',
      ),
      'its namespace, which is being deleted',
    ],
    [
      kube(403, 'status unknown for quota: budget'),
      'the quota, which is not counted yet',
    ],
  ])('%s: it is waited for', async (error, words) => {
    expect(await stop(error)).toMatchObject({ state: 'waits', for: words });
  });

  it.each([
    [kube(403, 'not allowed'), 'The cluster refuses: not allowed'],
    [kube(422, 'invalid'), 'The cluster refuses: invalid'],
    [new VaultRefused(400, 'no such mount'), 'Vault refuses: no such mount'],
  ])('%s: a person is needed', async (error, why) => {
    expect(await stop(error)).toEqual({ state: 'attention', why });
  });

  it('a missing right may be one that the cluster has not read yet', async () => {
    const message = 'pods "a" is forbidden: User "portal" cannot get resource';
    expect(await stop(kube(403, message))).toEqual({
      state: 'attention',
      why: `The cluster refuses: ${message}`,
      doubtful: true,
    });
  });

  it.each<[VaultHealth, string]>([
    [{ state: 'sealed' }, 'Vault, which is sealed'],
    [{ state: 'away', reason: 'x' }, 'Vault, which cannot be reached'],
    [
      { state: 'refused', reason: 'expired' },
      'Vault, which does not accept the portal: expired',
    ],
    [{ state: 'ready' }, 'Vault'],
  ])('Vault is away, and says %j', async (state, words) => {
    expect(await stop(new VaultAway('away'), state)).toMatchObject({
      state: 'waits',
      for: words,
    });
  });

  it('anything else is no answer of theirs', async () => {
    const error = new Error('no database');
    await expect(stop(error)).rejects.toBe(error);
  });
});
