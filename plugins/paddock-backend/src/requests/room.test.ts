import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { smallNamespace } from '../../testing/requestsCaller';
import { startRequestsRoomPortal } from '../../testing/requestsRoom';

it('opens with a database and no configuration, and closes', async () => {
  const { url, topics, stop } = await startRequestsRoomPortal();
  expect(topics).toEqual(['requests', 'request']);
  const { status, body } = await request(url)
    .post('/requests')
    .set('authorization', mockCredentials.user.header('user:default/ben'))
    .send({ spec: smallNamespace('opened') });
  expect([status, body.state]).toEqual([201, 'making']);
  await stop();
});
