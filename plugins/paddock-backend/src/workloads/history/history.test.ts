import type { LiveWorkload } from '../../kube/objects/workloadObjects';
import type { KeptRevision } from './read';
import { projectHistory } from './history';
import { changesBetween, readsOf } from './template';

const template = (container: object, spec: object = {}) =>
  ({
    metadata: { labels: { app: 'api', 'pod-template-hash': 'x' } },
    spec: {
      containers: [{ name: 'api', image: 'api:1', ...container }],
      ...spec,
    },
  } as KeptRevision['template']);

describe('what changed between two revisions', () => {
  it.each([
    [
      'the image',
      template({}),
      template({ image: 'api:2' }),
      [{ what: 'image of api', before: 'api:1', after: 'api:2' }],
    ],
    [
      'a variable that is new',
      template({}),
      template({ env: [{ name: 'LEVEL', value: 'debug' }] }),
      [{ what: 'env LEVEL of api', after: 'debug' }],
    ],
    [
      'a variable that is gone',
      template({ env: [{ name: 'LEVEL', value: '' }] }),
      template({}),
      [{ what: 'env LEVEL of api', before: '' }],
    ],
    [
      'a request',
      template({ resources: { requests: { cpu: '100m' } } }),
      template({ resources: { requests: { cpu: '200m' } } }),
      [{ what: 'cpu requests of api', before: '100m', after: '200m' }],
    ],
    [
      'where its configuration comes from',
      template({}, { volumes: [{ name: 'c', configMap: { name: 'a' } }] }),
      template({}, { volumes: [{ name: 'c', configMap: { name: 'b' } }] }),
      [
        {
          what: 'volume c',
          before: '{"configMap":{"name":"a"}}',
          after: '{"configMap":{"name":"b"}}',
        },
      ],
    ],
    [
      'nothing, when only the order of keys and the hash differ',
      template({ securityContext: { a: 1, b: 2 } }),
      template({ securityContext: { b: 2, a: 1 } }),
      [],
    ],
    [
      'anything else of the pod',
      template({}, { terminationGracePeriodSeconds: 30 }),
      template({}, { terminationGracePeriodSeconds: 60 }),
      [{ what: 'terminationGracePeriodSeconds', before: '30', after: '60' }],
    ],
  ])('is %s', (_, before, after, expected) => {
    expect(changesBetween(before, after)).toEqual(expected);
  });
});

it('tells which ConfigMaps and Secrets a rollback would not restore', () => {
  const reads = readsOf(
    template(
      {
        env: [
          {
            name: 'A',
            valueFrom: { configMapKeyRef: { name: 'a', key: 'k' } },
          },
          { name: 'B', valueFrom: { secretKeyRef: { name: 'b', key: 'k' } } },
        ],
        envFrom: [
          { configMapRef: { name: 'a' } },
          { secretRef: { name: 'c' } },
        ],
      },
      {
        volumes: [
          { name: 'v', secret: { secretName: 'd' } },
          { name: 'w', projected: { sources: [{ configMap: { name: 'e' } }] } },
        ],
      },
    ),
  );
  expect(reads.map(({ kind, name }) => `${kind}/${name}`).sort()).toEqual([
    'ConfigMap/a',
    'ConfigMap/e',
    'Secret/b',
    'Secret/c',
    'Secret/d',
  ]);
});

describe('the history of a workload', () => {
  const kept = (revision: number, image: string): KeptRevision => ({
    revision,
    name: `api-${revision}`,
    createdAt: '2026-01-01T00:00:00Z',
    template: template({ image }),
    ready: 0,
  });
  const workload = (about: object) =>
    ({
      metadata: { uid: 'u', resourceVersion: '1' },
      ...about,
    } as LiveWorkload);

  it('marks the revision that a Deployment names', () => {
    const annotations = { 'deployment.kubernetes.io/revision': '2' };
    const history = projectHistory(
      workload({ metadata: { uid: 'u', resourceVersion: '1', annotations } }),
      [kept(3, 'api:3'), kept(2, 'api:2')],
    );
    expect(history.map(each => each.current)).toEqual([false, true]);
    expect(history[0]?.changes).toEqual([
      { what: 'image of api', before: 'api:2', after: 'api:3' },
    ]);
    expect(history[1]).not.toHaveProperty('changes');
  });

  it('marks the ControllerRevision that a StatefulSet updates to', () => {
    const history = projectHistory(
      workload({ status: { updateRevision: 'api-1' } }),
      [kept(2, 'api:2'), kept(1, 'api:1')],
    );
    expect(history.map(each => each.current)).toEqual([false, true]);
  });
});
