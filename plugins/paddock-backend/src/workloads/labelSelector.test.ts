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
    [',', 'empty'],
    ['app=api;rm', 'does not know'],
    ['app in (api', 'does not know'],
    ['app=(a+)+$', 'does not know'],
    ['__proto__', 'does not know'],
    ['a'.repeat(3_000), 'longer than'],
  ])('refuses %j', (selector, why) => {
    expect(() => parseLabelSelector(selector)).toThrow(why);
  });
});
