import request from 'supertest';
import {
  type Answers,
  forbidden,
  places,
} from '../../../testing/clusters/storageCluster';
import { createStoragePortal as setUp } from '../../../testing/portals/storagePortal';

const classes = '/clusters/local/storage-classes';

describe('GET storage-classes', () => {
  it('tells what is known of each class, read as the portal once for everybody', async () => {
    const { app, asked, pass } = setUp();
    const { body } = await request(app).get(classes).expect(200);
    expect(body).toMatchObject({
      state: 'known',
      classes: [
        {
          name: 'longhorn',
          title: 'Longhorn',
          runs: {
            state: 'runs',
            because: 'its driver is registered on 1 node.',
          },
          facts: {
            survivesNodeLoss: { value: true, from: 'cluster' },
            binding: { value: 'at-once', from: 'cluster' },
            snapshots: { value: true, from: 'cluster' },
          },
        },
      ],
    });
    const before = asked.length;
    expect(asked.every(each => each.as === undefined)).toBe(true);
    pass(29_000);
    await request(app).get(classes).expect(200);
    expect(asked).toHaveLength(before);
    pass(2_000);
    await request(app).get(classes).expect(200);
    expect(asked.length).toBeGreaterThan(before);
  });

  it('stays with what was known when the cluster goes away, and says so', async () => {
    const answers: Answers = {};
    const { app, pass, storage, cluster } = setUp(answers);
    await request(app).get(classes).expect(200);
    const ask = cluster.connection.request;
    cluster.connection.request = async () => {
      throw forbidden('everything');
    };
    pass(31_000);
    const { body } = await request(app).get(classes).expect(200);
    expect(body).toMatchObject({
      state: 'stale',
      reason: 'everything is forbidden',
      classes: [{ name: 'longhorn' }],
    });
    await expect(storage.classes('local')).resolves.toHaveLength(1);
    cluster.connection.request = ask;
    pass(6_000);
    const again = await request(app).get(classes).expect(200);
    expect(again.body.state).toBe('known');
  });

  it('is an answer also where nothing was ever known', async () => {
    const { app, storage } = setUp({ [places.classes]: forbidden('it') });
    const { body } = await request(app).get(classes).expect(200);
    expect(body).toEqual({ state: 'lost', reason: 'it is forbidden' });
    await expect(storage.classes('local')).resolves.toEqual([]);
    await expect(storage.classes('elsewhere')).resolves.toEqual([]);
  });

  it('never takes what it may not read for something that does not run', async () => {
    const { app } = setUp({ [places.nodes]: forbidden('csinodes') });
    const { body } = await request(app).get(classes).expect(200);
    expect(body.classes[0].runs).toEqual({
      state: 'unknown',
      because: 'the cluster does not tell the portal: csinodes is forbidden',
    });
  });
});
