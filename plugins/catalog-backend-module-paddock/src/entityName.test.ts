import {
  KubernetesValidatorFunctions,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { entityNameOf } from './entityName';

const target = {
  kind: 'volume',
  cluster: 'prod-1',
  namespace: 'shop',
  name: 'data',
} as const;

it.each([
  ['namespace', 'namespace.prod-1.shop'],
  ['secret', 'secret.prod-1.shop.data'],
  ['volume', 'volume.prod-1.shop.data'],
] as const)('reads well for a %s', (kind, expected) => {
  expect(entityNameOf({ ...target, kind })).toBe(expected);
});

it('tells targets apart that would read alike, also to a catalog that knows no capitals', () => {
  const alike = [
    { ...target, cluster: 'a', namespace: 'b', name: 'c.d' },
    { ...target, cluster: 'a.b', namespace: 'c', name: 'd' },
    { ...target, cluster: 'A.b', namespace: 'c', name: 'd' },
    { ...target, cluster: 'a_b', namespace: 'c', name: 'd' },
    { ...target, cluster: 'a-b', namespace: 'c', name: 'd' },
    { ...target, name: `${'x'.repeat(80)}1` },
    { ...target, name: `${'x'.repeat(80)}2` },
    { ...target, cluster: 'cluster.example.com', name: 'y'.repeat(253) },
  ];
  const names = alike.map(entityNameOf);
  const refs = names.map(name =>
    stringifyEntityRef({ kind: 'Resource', name }),
  );
  expect(new Set(refs).size).toBe(alike.length);
  for (const name of names) {
    expect(KubernetesValidatorFunctions.isValidObjectName(name)).toBe(true);
  }
  expect(alike.map(entityNameOf)).toEqual(names);
});
