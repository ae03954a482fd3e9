import { leaving } from './objectStep';

const present = (kind: string, more: object) => ({
  uid: 'u',
  resourceVersion: '1',
  object: { apiVersion: 'v1', kind, metadata: { name: 'pay' }, ...more },
});

describe('an object that is being deleted', () => {
  it.each([
    [
      'what the cluster says',
      present('Namespace', {
        spec: { finalizers: ['kubernetes'] },
        status: {
          conditions: [
            {
              type: 'NamespaceDeletionContentFailure',
              status: 'False',
              message: 'no',
            },
            {
              type: 'NamespaceFinalizersRemaining',
              status: 'True',
              message:
                'Some content has finalizers remaining: example.org/held in 1 resource instances',
            },
          ],
        },
      }),
      'Namespace "pay", which is being deleted: Some content has finalizers remaining: example.org/held in 1 resource instances',
    ],
    [
      'who holds it',
      present('PersistentVolumeClaim', {
        metadata: { name: 'pay', finalizers: ['kubernetes.io/pvc-protection'] },
      }),
      'PersistentVolumeClaim "pay", which is being deleted: it is held by kubernetes.io/pvc-protection',
    ],
    [
      'nothing more',
      present('ConfigMap', {}),
      'ConfigMap "pay", which is being deleted',
    ],
  ])('tells %s', (_, found, words) => {
    expect(leaving(found)).toBe(words);
  });
});
