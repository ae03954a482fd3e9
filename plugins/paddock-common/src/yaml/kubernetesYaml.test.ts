import { parse } from 'yaml';
import { kubernetesYaml } from './kubernetesYaml';

const textOf = (value: string) =>
  kubernetesYaml({ value }).slice('value: '.length).trimEnd();

// Each is printed in quotes by kubectl, which uses sigs.k8s.io/yaml.
const quoted =
  'on off yes no y n Y N Yes NO ON On True TRUE true false False null Null NULL ~ 0 1 -1 +1 0755 0o17 0x1F 0X1F 0b11 0B1 ' +
  '-0b1 -0o7 -0x1 1_000 1__0 1e3 1E3 1.5 1. .5 1.5e+3 1.5e3_0 12e03 5.e3 0. 08 09 00 0_7 .inf -.Inf .nan 12:30 12:30:45 ' +
  '190:20:30.15 2020-01-01 2020-1-1 2001-12-14t21:59:43.10-05:00 9223372036854775808 --- ... - ? : # @a `a !a %a &a *a |a >a [a {} "a" \'a';

it.each(quoted.split(' '))('quotes %s, as a value and as a key', text => {
  expect(textOf(text)).toMatch(/^["']/);
  expect(kubernetesYaml({ [text]: 1 })).toMatch(/^["'?]/);
});

it.each([
  'api',
  'v1',
  '100m',
  '1Gi',
  '1.2.3',
  'a:b',
  'a#b',
  'ontario',
  'tag@sha256',
])('leaves %s as it is', text => expect(textOf(text)).toBe(text));

it.each(['1.1', '1.2'] as const)(
  'is read again as it was by YAML %s',
  version => {
    const texts = [
      ...quoted.split(' '),
      ...[
        '',
        ' ',
        ' a',
        'a ',
        '\n',
        'a\n',
        'a\nb',
        'a\n\n',
        '\n a',
        'a\r\nb',
        'a\rb\n',
        'a\tb',
        '\ta',
      ],
      ...[
        'a: b',
        'a #b',
        '\u0007',
        '\u0000',
        '\u0085',
        '\u00a0',
        '\u2028',
        '\ufeff',
        '\ud83d\ude00',
        '{{ x }}',
      ],
      ...['x'.repeat(300), 'a '.repeat(200), 'on\n', '__proto__', '<<'],
    ];
    const object = {
      metadata: {
        labels: { tier: 'on', norway: 'no', y: 'y' },
        n: 3,
        on: true,
      },
      texts,
      keys: Object.fromEntries(texts.map((text, at) => [text, at])),
    };
    const yaml = kubernetesYaml(object);
    expect(parse(yaml, { version, merge: false, uniqueKeys: false })).toEqual(
      object,
    );
  },
);

it('writes what is there twice out, and sorts where it is asked to', () => {
  const same = { b: 1, a: 'x '.repeat(100) };
  expect(kubernetesYaml({ two: same, one: same })).not.toMatch(/[&*]/);
  expect(kubernetesYaml({ b: { d: 1, c: 2 }, a: 1 }, { isSorted: true })).toBe(
    'a: 1\nb:\n  c: 2\n  d: 1\n',
  );
});
