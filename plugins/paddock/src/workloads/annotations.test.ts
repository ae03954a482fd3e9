import { lookupOf } from './annotations';
import { labelCommand } from './kubectl';

it.each([
  ['neither annotation', {}, undefined],
  [
    'an id',
    { 'backstage.io/kubernetes-id': 'api' },
    { selector: 'backstage.io/kubernetes-id=api', namespace: undefined },
  ],
  [
    'a selector, which wins over an id',
    {
      'backstage.io/kubernetes-id': 'api',
      'backstage.io/kubernetes-label-selector': 'app=api,tier!=db',
      'backstage.io/kubernetes-namespace': 'payments',
    },
    { selector: 'app=api,tier!=db', namespace: 'payments' },
  ],
])('finds workloads by %s', (_, annotations, expected) => {
  expect(
    lookupOf({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'api', annotations },
    }),
  ).toEqual(expected);
});

it('offers a command only for a selector of one label', () => {
  expect(labelCommand('app=api,tier!=db')).toBeUndefined();
  expect(labelCommand('app=api')).toBe(
    `kubectl -n NAMESPACE patch deployment NAME --patch '{"metadata":{"labels":{"app":"api"}},"spec":{"template":{"metadata":{"labels":{"app":"api"}}}}}'`,
  );
});
