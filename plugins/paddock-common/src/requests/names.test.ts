import {
  isGroupRef,
  keyProblem,
  labelProblem,
  namespaceNameProblem,
  partsOfGroupRef,
} from './names';

/** What must never be a segment of a Vault path or the name of an object. */
const impossible = [
  '',
  'a'.repeat(64),
  '-a',
  'a-',
  'a.b',
  'A',
  'Payments',
  'payments ',
  ' payments',
  'payments/',
  '/payments',
  'team-a/../team-b',
  '..',
  '.',
  'team-a//x',
  '%2e%2e',
  'a%2fb',
  'a+b',
  '*',
  'a*',
  'a_b',
  'a:b',
  'a;b',
  'a?b',
  'a\u0000',
  'a\n',
  'a\r\nb',
  'p\u0430yments',
  'payments\u200b',
  '\u202epayments',
  'caf\u00e9',
  '\uff41',
  '__proto__',
];

describe('labelProblem', () => {
  it.each(['a', '0', 'payments', 'team-1', 'a--b', 'a'.repeat(63)])(
    'takes %s',
    name => {
      expect(labelProblem(name)).toBeUndefined();
    },
  );

  it.each(impossible)('refuses %j', name => {
    expect(labelProblem(name)).toMatch(/\w/);
    expect(namespaceNameProblem(name, [])).toMatch(/\w/);
  });
});

describe('namespaceNameProblem', () => {
  it.each([
    'default',
    'kube-system',
    'kube-public',
    'kube-foo',
    'openshift',
    'openshift-monitoring',
    'paddock',
    'paddock-system',
    'monitoring',
    'infra-dns',
  ])('%s is reserved', name => {
    expect(namespaceNameProblem(name, ['monitoring', 'infra-*'])).toBe(
      'is reserved; choose another',
    );
  });

  it.each(['kube', 'defaults', 'my-kube-system', 'infra', 'paddocks'])(
    '%s is not',
    name => {
      expect(
        namespaceNameProblem(name, ['monitoring', 'infra-*']),
      ).toBeUndefined();
    },
  );
});

describe('isGroupRef', () => {
  it.each([
    'group:default/team-payments',
    'group:acme/a',
    'group:default/a.b_c',
  ])('takes %s', ref => {
    expect(isGroupRef(ref)).toBe(true);
  });

  it.each([
    'user:default/ben',
    'team-payments',
    'default/team-payments',
    'group:team-payments',
    'group:default/Team-Payments',
    'Group:default/a',
    'group:default/',
    'group:/a',
    'group:default/a/b',
    'group:default/system:masters',
    'group:system:masters',
    'system:masters',
    'system:authenticated',
    'system:serviceaccount:kube-system:default',
    '*',
    'group:default/*',
    'group:default/a\n',
    'group:default/a ',
    `group:default/${'a'.repeat(64)}`,
  ])('refuses %j', ref => {
    expect(isGroupRef(ref)).toBe(false);
  });

  it('tells the parts', () => {
    expect(partsOfGroupRef('group:acme/payments')).toEqual({
      namespace: 'acme',
      name: 'payments',
    });
  });
});

describe('keyProblem', () => {
  it.each(['DB_PASSWORD', 'tls.crt', '.env', 'a-b', 'constructor'])(
    'takes %s',
    key => {
      expect(keyProblem(key)).toBeUndefined();
    },
  );

  it.each([
    '',
    '.',
    '..',
    '../x',
    '..data',
    'a/b',
    'a b',
    'a"}}{{',
    'a\n',
    '__proto__',
    '\u00e4',
    'a'.repeat(254),
  ])('refuses %j', key => {
    expect(keyProblem(key)).toMatch(/\w/);
  });
});
