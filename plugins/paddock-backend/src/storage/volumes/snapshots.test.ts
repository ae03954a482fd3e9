import request from 'supertest';
import {
  aClaim,
  type Answers,
  aSnapshot,
  forbidden,
  places,
} from '../../../testing/clusters/storageCluster';
import { createStoragePortal as setUp } from '../../../testing/portals/storagePortal';

const volumes = '/clusters/local/namespaces/payments/volumes';

describe('snapshots', () => {
  const take = `${volumes}/files/snapshots`;

  it('are taken as the person, of the class that fits, and recorded', async () => {
    const { app, asked, auditor } = setUp();
    const { body } = await request(app)
      .post(take)
      .send({ name: 'nightly' })
      .expect(202);
    expect(body).toEqual({ uid: 'snapshot-2' });
    expect(asked.find(({ method }) => method === 'POST')).toMatchObject({
      path: places.snapshots,
      as: { user: 'ben@paddock.example' },
      body: {
        metadata: { name: 'nightly', namespace: 'payments' },
        spec: {
          volumeSnapshotClassName: 'longhorn-snapshots',
          source: { persistentVolumeClaimName: 'files' },
        },
      },
    });
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'volume-snapshot',
        meta: {
          cluster: 'local',
          user: 'ben@paddock.example',
          namespace: 'payments',
          name: 'files',
          snapshot: 'nightly',
        },
      }),
    );
  });

  it.each<[string, Answers, RegExp]>([
    [
      'no snapshot class for the driver',
      {
        [places.snapshotClasses]: {
          items: [{ metadata: { name: 'x' }, driver: 'other' }],
        },
      },
      /no VolumeSnapshotClass for the driver driver\.longhorn\.io/,
    ],
    [
      'no snapshot controller',
      { [places.snapshotClasses]: undefined as never },
      /no snapshot controller/,
    ],
    [
      'no volume yet',
      {
        [`${places.claims}/files`]: { ...aClaim, status: { phase: 'Pending' } },
      },
      /no volume yet/,
    ],
  ])(
    'are refused with the reason where there is %s',
    async (_, changes, reason) => {
      const { app, asked } = setUp(changes);
      const { body } = await request(app)
        .post(take)
        .send({ name: 'nightly' })
        .expect(422);
      expect(body.error.message).toMatch(reason);
      expect(asked.some(({ method }) => method === 'POST')).toBe(false);
    },
  );

  it.each([
    {},
    { name: 'UPPER' },
    { name: 'a/../b' },
    { name: 'nightly', namespace: 'storefront' },
    { name: 'x'.repeat(254) },
  ])('refuse the body %j', async body => {
    const { app, asked } = setUp();
    await request(app).post(take).send(body).expect(400);
    expect(asked).toEqual([]);
  });

  it('say what the cluster refuses', async () => {
    const { app } = setUp({
      [`POST ${places.snapshots}`]: forbidden('creating volumesnapshots'),
    });
    const { body } = await request(app)
      .post(take)
      .send({ name: 'a' })
      .expect(403);
    expect(body.error.message).toBe('creating volumesnapshots is forbidden');
  });

  it('are deleted one by one, and only those of the claim', async () => {
    const one = `${places.snapshots}/before-upgrade`;
    const { app, asked } = setUp({ [`DELETE ${one}`]: { kind: 'Status' } });
    await request(app).delete(`${take}/before-upgrade`).expect(202);
    expect(asked[asked.length - 1]).toMatchObject({
      method: 'DELETE',
      path: one,
      as: { user: 'ben@paddock.example' },
      body: { preconditions: { uid: 'snapshot-1' } },
    });
    const foreign = {
      ...aSnapshot,
      spec: { source: { persistentVolumeClaimName: 'another' } },
    };
    const other = setUp({ [one]: foreign });
    await request(other.app).delete(`${take}/before-upgrade`).expect(404);
    expect(other.asked.some(({ method }) => method === 'DELETE')).toBe(false);
  });

  it('are not offered to who lacks the right', async () => {
    const { app, deny } = setUp();
    deny();
    const { body } = await request(app).get(volumes).expect(200);
    expect(body.volumes[0].may.snapshot).toMatch(/lack the right to create/);
  });
});
