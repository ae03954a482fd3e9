import type {
  Effects,
  VolumeSpec,
} from '@paddock/backstage-plugin-paddock-common';
import { canonicalJson } from './canonicalJson';
import { hashOf } from './hash';

const spec: VolumeSpec = {
  kind: 'volume',
  cluster: 'prod-1',
  team: 'group:default/team-payments',
  purpose: '',
  namespace: 'payments',
  name: 'data',
  size: '20Gi',
  storageClass: 'fast',
  accessMode: 'ReadWriteOnce',
  retain: false,
};

const effects: Effects = {
  objects: [
    {
      apiVersion: 'v1',
      kind: 'A',
      metadata: { name: 'a' },
      spec: { n: [1, 2] },
    },
    { apiVersion: 'v1', kind: 'B', metadata: { name: 'b' } },
  ],
  vault: [{ type: 'policy', name: 'p', text: 'path "x" {}' }],
};

const hash = hashOf(spec, effects);

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, field]) => [key, reversed(field)]),
  );
};

/** Every value that differs from this one in one leaf, one key or one order. */
function variants(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    const others = value.flatMap((each, at) =>
      variants(each).map(other => value.with(at, other)),
    );
    return [...others, value.slice(1), [...value, 0], value.toReversed()];
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    const others = entries.flatMap(([key, field]) => [
      ...variants(field).map(other => ({ ...value, [key]: other })),
      Object.fromEntries(entries.filter(([each]) => each !== key)),
    ]);
    return [...others, { ...value, more: 0 }];
  }
  return [`${value} `, value === 0 ? 1 : 0];
}

describe('hashOf', () => {
  it('is SHA-256 in hex, and does not depend on the order of keys', () => {
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(
      hashOf(reversed(spec) as VolumeSpec, reversed(effects) as Effects),
    ).toBe(hash);
    expect(
      hashOf({ ...spec, fromSnapshot: undefined }, structuredClone(effects)),
    ).toBe(hash);
  });

  it('changes with whatever changes', () => {
    const original = canonicalJson(effects);
    const changed = variants(effects).filter(
      each => JSON.stringify(each) !== JSON.stringify(effects),
    );
    expect(changed.length).toBeGreaterThan(40);
    for (const each of changed) {
      expect(canonicalJson(each)).not.toBe(original);
      expect(hashOf(spec, each as Effects)).not.toBe(hash);
    }
    for (const each of variants(spec)) {
      expect(hashOf(each as VolumeSpec, effects)).not.toBe(hash);
    }
  });
});

describe('canonicalJson', () => {
  it('has one form', () => {
    expect(
      canonicalJson({ b: [1, 'x', null], a: { d: true, c: undefined } }),
    ).toBe('{"a":{"d":true},"b":[1,"x",null]}');
    // By code unit, on every machine: not by the rules of a language.
    expect(canonicalJson({ a: 1, B: 2, '\u00e4': 3, z: 4 })).toBe(
      '{"B":2,"a":1,"z":4,"\u00e4":3}',
    );
    expect(canonicalJson(JSON.parse('{"__proto__":1}'))).toBe(
      '{"__proto__":1}',
    );
  });

  it.each([NaN, Infinity, 1n, Symbol('x'), () => 1])(
    'refuses what JSON cannot say',
    value => {
      expect(() => canonicalJson({ value })).toThrow(TypeError);
    },
  );
});
