import { createRandom, type Random } from '../../../../testing/random';
import {
  endOfValue,
  listHead,
  listItems,
  textWithoutManagedFields,
} from './json';

const strings = [
  '',
  'plain',
  '"',
  '\\',
  '\\"',
  'ends with \\',
  '{"managedFields":[1]}',
  ',"managedFields":[',
  '"items":[{}]',
  'newline\n and tab\t',
  'ümläut ☃ 😀',
  '[}{]',
];
const keys = ['a', 'managedFields', 'items', 'with "quotes"', 'metadata'];

function randomJson(random: Random, depth: number): unknown {
  const kind = random.below(depth > 0 ? 7 : 4);
  const many = () => Array.from({ length: random.below(4) });
  if (kind === 0) return random.below(1e9) - 5e8;
  if (kind === 1) return random.pick([true, false, null]);
  if (kind < 4) return random.pick(strings);
  if (kind === 4) return many().map(() => randomJson(random, depth - 1));
  return Object.fromEntries(
    many().map(() => [random.pick(keys), randomJson(random, depth - 1)]),
  );
}

/** What the cutter promises, done slowly. */
function withoutArrays(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutArrays);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, v]) => !(key === 'managedFields' && Array.isArray(v)))
      .map(([key, v]) => [key, withoutArrays(v)]),
  );
}

describe('cutting managedFields from JSON', () => {
  it('is the same as parsing and leaving them out, for any JSON', () => {
    const random = createRandom();
    for (let i = 0; i < 20_000; i += 1) {
      const value = randomJson(random, 5);
      const text = textWithoutManagedFields(Buffer.from(JSON.stringify(value)));
      expect(JSON.parse(text)).toEqual(withoutArrays(value));
    }
  });

  it('leaves JSON alone that is laid out in another way', () => {
    const json = '{ "managedFields": [1], "a": 1 }';
    expect(textWithoutManagedFields(Buffer.from(json))).toBe(json);
  });

  it.each([
    '{"a":1,"managedFields":[{"f:x":{}',
    '{"managedFields":["',
    '{"managedFields":[',
  ])('does not mend %s', broken => {
    const cut = textWithoutManagedFields(Buffer.from(broken));
    expect(() => JSON.parse(cut)).toThrow(SyntaxError);
  });
});

describe('finding the end of a value', () => {
  it('is right for any object, whatever follows', () => {
    const random = createRandom();
    for (let i = 0; i < 5_000; i += 1) {
      const json = JSON.stringify({ v: randomJson(random, 4) });
      const buffer = Buffer.from(`${json},{"more":"]}"}`);
      expect(endOfValue(buffer, 0)).toBe(Buffer.byteLength(json));
    }
  });

  it('says when there is none', () => {
    expect(endOfValue(Buffer.from('{"a":"}'), 0)).toBe(-1);
    expect(endOfValue(Buffer.from('{"a":[{}]'), 0)).toBe(-1);
  });
});

describe('the items of a list', () => {
  it('are the same as those of the parsed list', () => {
    const random = createRandom();
    for (let i = 0; i < 2_000; i += 1) {
      const items = Array.from({ length: random.below(5) }, () => ({
        v: randomJson(random, 3),
      }));
      const list = {
        kind: 'PodList',
        metadata: { resourceVersion: '1' },
        items,
      };
      const json = Buffer.from(JSON.stringify(list));
      const found = [...listItems(json)].map(each => JSON.parse(String(each)));
      expect(found).toEqual(items);
      expect(JSON.parse(listHead(json)!)).toEqual({ ...list, items: [] });
    }
  });

  it('that end early are an error', () => {
    const json = Buffer.from('{"kind":"PodList","items":[{"a":1},{"b":');
    expect(() => [...listItems(json)]).toThrow(SyntaxError);
  });
});
