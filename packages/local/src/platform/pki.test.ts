import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certificatesSpec } from './pki.ts';

test('each leaf names an authority that the same specification makes', () => {
  const spec = certificatesSpec('/state/pki', [
    { name: 'a', authority: 'cluster', commonName: 'a', usages: ['client'] },
    { name: 'b', authority: 'kubelet', commonName: 'b', usages: ['server'] },
  ]);
  const made = spec.authorities.map(each => each.name);
  for (const leaf of spec.leaves) assert.ok(made.includes(leaf.authority));
});

test('no leaf can overwrite the files of an authority', () => {
  const spec = certificatesSpec('/state/pki', [
    {
      name: 'kubelet',
      authority: 'kubelet',
      commonName: 'x',
      usages: ['server'],
    },
  ]);
  const names = [...spec.authorities, ...spec.leaves].map(each => each.name);
  assert.equal(new Set(names).size, names.length);
});
