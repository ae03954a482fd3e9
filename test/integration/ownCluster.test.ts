import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  removeFromOwnCluster,
  useOwnCluster,
} from '../../packages/local/src/cluster/ownCluster.ts';
import { controlPlaneBinary } from '../../packages/local/src/cluster/binary.ts';
import {
  adminKubeconfig,
  captureKubectl,
} from '../../packages/local/src/cluster/kubectl.ts';
import { checkout } from '../../packages/local/src/platform/paths.ts';
import {
  Advice,
  type Platform,
} from '../../packages/local/src/platform/platform.ts';
import { type ControlPlane, startControlPlane } from './world/controlPlane.ts';

describe('a cluster of one’s own', () => {
  let plane: ControlPlane;
  let state: string;
  let kubeconfig: string;
  let kubectl: (...args: string[]) => Promise<string>;
  const platform = (agreed: boolean): Platform => ({
    ...plane.platform,
    state,
    mayInstall: agreed,
  });
  const own = () => ({ kubeconfig });
  const named = (...what: string[]) =>
    kubectl('get', '--ignore-not-found', '-o', 'name', ...what);

  before(async () => {
    plane = await startControlPlane(1);
    state = mkdtempSync(join(tmpdir(), 'paddock-own-'));
    kubeconfig = adminKubeconfig(plane.platform.state);
    const binary = await controlPlaneBinary(plane.platform);
    kubectl = (...args) => captureKubectl({ binary, kubeconfig }, args);
    // What the embedded platform has put there: a cluster of one's own begins without it.
    for (const file of ['rbac', 'provisioning', 'rollback', 'terminals']) {
      const path = join(checkout, 'deploy', `${file}.yaml`);
      await kubectl('delete', '--ignore-not-found', '-f', path);
    }
    await kubectl('delete', 'namespace', 'payments', 'storefront');
    await kubectl('delete', 'clusterrolebinding', 'platform-admins');
    await kubectl('create', 'namespace', 'payments');
    await kubectl('-n', 'payments', 'create', 'configmap', 'kept');
  });
  after(async () => {
    rmSync(state, { recursive: true, force: true });
    await plane.stop();
  });

  it('is not changed before somebody agrees', async () => {
    await assert.rejects(useOwnCluster(platform(false), own()), Advice);
    assert.equal(await named('namespace', 'paddock-system'), '');
  });

  it('gets what the portal needs, and keeps what was there', async () => {
    const { token, networkPolicies } = await useOwnCluster(
      platform(true),
      own(),
    );
    assert.match(token, /^[\w-]+\.[\w-]+\.[\w-]+$/);
    assert.equal(networkPolicies, undefined);
    const labels = await kubectl(
      ...['get', 'namespace', 'payments', '-o', 'jsonpath={.metadata.labels}'],
    );
    assert.doesNotMatch(labels, /paddock/);
    // A second start asks nothing, since nothing is missing.
    await useOwnCluster(platform(false), own());
  });

  it('that somebody else has changed is told of in one line', async () => {
    await kubectl(
      ...['patch', 'clusterrole', 'paddock-portal', '--field-manager=ben'],
      ...['--type=merge', '-p', '{"rules":[]}'],
    );
    await assert.rejects(useOwnCluster(platform(true), own()), error => {
      assert.ok(error instanceof Advice);
      assert.match(error.message, /conflict.*"ben".*--remove/);
      assert.doesNotMatch(error.message, /\n/);
      return true;
    });
  });

  it('is given back, with what others have in it', async () => {
    await assert.rejects(removeFromOwnCluster(platform(false), own()), Advice);
    await removeFromOwnCluster(platform(true), own());
    for (const what of [
      ['namespace', 'paddock-system', 'storefront'],
      ['clusterrole', 'paddock-portal', 'paddock-portal-impersonation'],
      ['clusterrolebinding', 'platform-admins', 'paddock-portal'],
      ['validatingadmissionpolicy', 'paddock-portal-terminals'],
      ['-n', 'payments', 'rolebinding', 'team-payments'],
    ]) {
      assert.equal(await named(...what), '', what.join(' '));
    }
    assert.equal(
      (await named('-n', 'payments', 'configmap', 'kept')).trim(),
      'configmap/kept',
    );
    // There is nothing to agree to any more.
    await removeFromOwnCluster(platform(false), own());
  });
});
