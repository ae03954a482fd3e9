import type { RequestOptions } from '@paddock/backstage-plugin-paddock-common';
import {
  classesOf,
  clusterOf,
  describeClass,
  hindranceOf,
  namespaceChoices,
} from './choices';

const local = {
  name: 'local-path',
  accessModes: ['ReadWriteOnce' as const],
  allowExpansion: false,
  provisionerRuns: true,
  survivesNodeLoss: false,
};
const ceph = {
  ...local,
  name: 'ceph-fs',
  accessModes: ['ReadWriteOnce' as const, 'ReadWriteMany' as const],
  allowExpansion: true,
  survivesNodeLoss: true,
};
const idle = { ...ceph, name: 'a-nfs', provisionerRuns: false };
const reach = { state: 'live' as const };

const one: RequestOptions = {
  clusters: [{ name: 'local', reach, storageClasses: [idle, local, ceph] }],
  teams: [],
  namespaces: [
    { cluster: 'local', namespace: 'shop' },
    { cluster: 'local', namespace: 'payments' },
  ],
};
const two: RequestOptions = {
  ...one,
  clusters: [...one.clusters, { name: 'prod-1', reach, storageClasses: [] }],
};

it('names the cluster of a namespace only where there are several', () => {
  expect(namespaceChoices(one).map(({ text }) => text)).toEqual([
    'payments',
    'shop',
  ]);
  expect(namespaceChoices(two)[0]).toEqual({
    value: 'local/payments',
    text: 'payments on local',
  });
});

const shop = { cluster: 'prod-1', namespace: 'shop' };

it.each([
  ['the only one', one, {}, 'local'],
  ['none while nothing is chosen', two, { namespace: {} }, undefined],
  ['that of the namespace', two, { namespace: shop }, 'prod-1'],
  [
    'that of the new namespace, whatever was chosen before',
    two,
    { placement: 'new', cluster: 'local', namespace: shop },
    'local',
  ],
])('knows the cluster of a form: %s', (_, options, form, expected) => {
  expect(clusterOf(options, form)).toBe(expected);
});

it('puts classes that serve first, and says why one cannot be chosen', () => {
  const classes = classesOf(one, 'local');
  expect(classes.map(({ name }) => name)).toEqual([
    'ceph-fs',
    'local-path',
    'a-nfs',
  ]);
  expect(classes.map(each => hindranceOf(each, 'ReadWriteMany'))).toEqual([
    undefined,
    'it has no ReadWriteMany',
    'nothing serves it now',
  ]);
  expect(hindranceOf(local, undefined)).toBeUndefined();
});

it('says what speaks for and against a class', () => {
  expect(describeClass(ceph)).toBe(
    'Several pods may write at once; the data survives the loss of a node; it can grow',
  );
  expect(describeClass(local)).toBe(
    'One writer at a time; the data is lost with its node; it cannot grow',
  );
  expect(describeClass({ ...local, survivesNodeLoss: undefined })).toContain(
    'nobody has said whether',
  );
});
