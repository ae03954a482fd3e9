import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import request from 'supertest';
import { startPortal } from '../../testing/portal';
import { startSampleCluster } from '../../testing/apiServer/sampleCluster';

// The whole plugin starts, and machines are busy.
jest.setTimeout(60_000);

it('lets nobody but administrators near a node, whatever its name: the cluster is not even asked', async () => {
  const cluster = await startSampleCluster();
  const portal = await startPortal(
    { local: cluster },
    [],
    [
      mockServices.permissions.mock({
        authorize: async asked =>
          asked.map(({ permission }) => ({
            result:
              permission.name === 'paddock.node.update'
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          })),
      }).factory,
    ],
  );
  const ask = (path: string) =>
    request(portal.url)
      .post(path)
      .set('authorization', `Bearer ${portal.tokenOf('ben')}`)
      .send({ uid: 'u1', why: 'a new disk' });
  for (const act of ['cordon', 'uncordon', 'drain']) {
    for (const node of ['worker-1', 'nowhere', 'Not%2Fa%20name', '%2e%2e%2f']) {
      for (const name of ['local', 'no-such-cluster']) {
        const path = `/clusters/${name}/nodes/${node}/${act}`;
        const answer = await ask(path);
        expect([path, answer.status]).toEqual([path, 403]);
        expect(answer.body.error.message).toContain('paddock.node.update');
      }
    }
  }
  // All nodes are watched by the portal itself, whoever asks for what.
  const about = cluster.requests.filter(
    ({ path, headers }) =>
      path.includes('/nodes/') ||
      path.endsWith('/subjectaccessreviews') ||
      'impersonate-user' in headers,
  );
  expect(about.map(({ path }) => path)).toEqual([]);
  await portal.stop();
  await cluster.stop();
});
