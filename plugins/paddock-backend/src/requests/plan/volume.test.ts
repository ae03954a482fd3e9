import { context, requestId, volume } from '../../../testing/planning';
import { planEffects } from './plan';

describe('planEffects of a volume', () => {
  it('is one claim', () => {
    expect(planEffects(volume, context)).toEqual({
      objects: [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: {
            name: 'data',
            namespace: 'payments-dev',
            labels: {
              'app.kubernetes.io/managed-by': 'paddock',
              'paddock.internal/request': requestId,
            },
          },
          spec: {
            accessModes: ['ReadWriteOnce'],
            storageClassName: 'fast',
            resources: { requests: { storage: '1536Mi' } },
          },
        },
      ],
      vault: [],
    });
  });

  it('begins with a snapshot, and says that it is to be kept', () => {
    const [claim] = planEffects(
      { ...volume, retain: true, fromSnapshot: 'monday' },
      context,
    ).objects;
    expect(claim).toMatchObject({
      metadata: { annotations: { 'paddock.internal/retain': 'true' } },
      spec: {
        dataSource: {
          apiGroup: 'snapshot.storage.k8s.io',
          kind: 'VolumeSnapshot',
          name: 'monday',
        },
      },
    });
  });
});
