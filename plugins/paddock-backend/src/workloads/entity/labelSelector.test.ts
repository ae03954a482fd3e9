import { parseLabelSelector } from './labelSelector';

const labels = { app: 'api', tier: 'backend', 'example.com/team': 'payments' };

describe('parseLabelSelector', () => {
  it.each([
    ['app=api', true],
    ['app==api', true],
    ['app=web', false],
    ['app!=web', true],
    ['app!=api', false],
    ['missing!=x', true],
    ['app=api,tier=backend', true],
    ['app=api, tier=frontend', false],
    ['app in (api, web)', true],
    ['app in (web)', false],
    ['tier notin (frontend,cache),app=api', true],
    ['missing notin (x)', true],
    ['missing in (x)', false],
    ['example.com/team', true],
    ['!example.com/team', false],
    ['!missing', true],
    ['constructor', false],
  ])('%s', (selector, matches) => {
    expect(parseLabelSelector(selector)(labels)).toBe(matches);
  });

  it.each([
    ['', 'empty'],
    [',', 'does not know'],
    [' \t\n', 'empty'],
    ['app=api;rm', 'does not know'],
    ['app in (api', 'does not know'],
    ['app=(a+)+$', 'does not know'],
    ['__proto__', 'does not know'],
    ['a'.repeat(3_000), 'longer than'],
  ])('refuses %j', (selector, why) => {
    expect(() => parseLabelSelector(selector)).toThrow(why);
  });

  // What labels.Parse of k8s.io/apimachinery 0.36.3 says of each: an error, or labels that match.
  it.each<[string, Record<string, string> | undefined]>([
    ['a=b,,c=d', undefined],
    ['a=b,', undefined],
    [',a=b', undefined],
    ['a b', undefined],
    ['!a b', undefined],
    ['!a=b', undefined],
    ['!!a', undefined],
    ['!', undefined],
    ['a!', undefined],
    ['a=b c', undefined],
    ['a=b=c', undefined],
    ['a===b', undefined],
    ['a=!b', undefined],
    ['a!==b', undefined],
    ['a in b', undefined],
    ['a in (b', undefined],
    ['a in (b c)', undefined],
    ['a in ((b))', undefined],
    ['a in (b))', undefined],
    ['a in', undefined],
    ['a in (', undefined],
    ['a in (-b)', undefined],
    ['a notin b', undefined],
    ['a IN (b)', undefined],
    ['a=-b', undefined],
    ['a=b-', undefined],
    ['a=b/c', undefined],
    ['-a', undefined],
    ['a-', undefined],
    ['/a', undefined],
    ['a/', undefined],
    ['a/b/c', undefined],
    ['A.b/c', undefined],
    ['a..b/c', undefined],
    ['a\u00a0', undefined],
    ['a\v=b', undefined],
    ['é', undefined],
    [`a=${'b'.repeat(64)}`, undefined],
    ['b'.repeat(64), undefined],
    [`${'b'.repeat(254)}/c`, undefined],
    ['a>b', undefined],
    ['a>', undefined],
    ['a>-5', undefined],
    ['a>9223372036854775808', undefined],
    ['a in ()', { a: '' }],
    ['a in (,)', { a: '' }],
    ['a in (b,,c)', { a: '' }],
    ['a in (,b)', { a: 'b' }],
    ['a in (in,notin)', { a: 'notin' }],
    ['in in (in)', { in: 'in' }],
    ['notin', { notin: 'x' }],
    ['in=notin', { in: 'notin' }],
    ['a notin ()', { a: 'b' }],
    ['a=', { a: '' }],
    ['a==,b', { a: '', b: 'x' }],
    ['a!=', { a: 'b' }],
    ['! a', { b: 'x' }],
    ['a\t=\r\nb ', { a: 'b' }],
    ['a in(b)', { a: 'b' }],
    ['a>5', { a: '7' }],
    ['a<9223372036854775807', { a: '9223372036854775806' }],
    ['a.b/c_d=e.f', { 'a.b/c_d': 'e.f' }],
  ])('takes or refuses %j as upstream does', (selector, matching) => {
    const attempt = () => {
      try {
        return parseLabelSelector(selector)(matching ?? {});
      } catch {
        return 'refused';
      }
    };
    expect(attempt()).toBe(matching ? true : 'refused');
  });

  it('compares numbers alone', () => {
    const above = parseLabelSelector('a>5');
    for (const value of ['5', '4', 'x', '']) {
      expect(above({ a: value })).toBe(false);
    }
    expect(above({})).toBe(false);
  });
});
