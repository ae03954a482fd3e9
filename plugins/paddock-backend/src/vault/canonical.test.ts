import {
  checkMount,
  checkName,
  checkPath,
  checkPathBelow,
  checkRole,
} from './canonical';
import { checkPolicyText } from './policyText';
import type { VaultRole } from './vault';

const refused = expect.objectContaining({
  name: 'VaultRefused',
  status: 422,
});

const odd = [
  'team-a/../team-b',
  '..',
  './team-a',
  'team-a/./x',
  'team-a//x',
  '/team-a',
  'team-a/',
  'team-a ',
  ' team-a',
  'team-a\t',
  'team-a\n',
  'team-a\u0000',
  'team-a%2e%2e',
  'team%252fa',
  'team-a;x',
  'team-a?list=true',
  'team-a#x',
  'team-a\\x',
  'Team-A',
  'team-\u0410',
  'te\u0301am',
  'team\u202ea',
  '\uff0e\uff0e/x',
  'team-*',
  '+/x',
  'team+a',
  'a..b',
  '.hidden',
  'a.',
  '-a',
  'a-',
  '{{identity.entity.id}}',
  '',
  'a'.repeat(1_025),
];

describe('the canonical form of paths and names', () => {
  it.each(odd)('refuses %j as a path', path => {
    expect(() => checkPath(path)).toThrow(refused);
    expect(() => checkPathBelow('paddock', `paddock/${path}`)).toThrow(refused);
  });

  it.each(odd)('refuses it as the end of a name: %j', name => {
    expect(() => checkName(`paddock-${name}`)).toThrow(refused);
  });

  it.each(['admin', 'Paddock-x', 'paddock', 'paddock-', 'paddock-a/b', 'root'])(
    'refuses the name %s',
    name => expect(() => checkName(name)).toThrow(refused),
  );

  it('keeps what is canonical as it is', () => {
    const path = 'paddock/prod-1/payments/apps/db_2.main';
    expect(checkPath(path)).toBe(path);
    expect(checkPathBelow('paddock', path)).toBe(path);
    const name = 'paddock-app.prod-1.payments.db';
    expect(checkName(name)).toBe(name);
    expect(checkMount(['kubernetes-a', 'secret'], 'secret')).toBe('secret');
  });

  it.each(['paddock', 'paddocks/a', 'other/a'])(
    'refuses %s, which is not below the prefix',
    path => expect(() => checkPathBelow('paddock', path)).toThrow(refused),
  );

  it('refuses a mount that is not configured', () => {
    expect(() => checkMount(['secret'], 'sys')).toThrow(refused);
  });

  it('shows what it refuses without its control characters', () => {
    expect(() => checkPath('a\u001b[31m\r\n\u202e')).toThrow(
      '"a\\u001b[31m\\r\\n\\u202e" cannot be a path in Vault here',
    );
  });
});

describe('a role', () => {
  const role: VaultRole = {
    type: 'role',
    mount: 'kubernetes-local',
    name: 'paddock-app.local.payments.db',
    serviceAccount: 'app',
    namespace: 'payments',
    policies: ['paddock-app.local.payments.db'],
    audience: 'vault',
    ttlSeconds: 600,
  };

  it('may bind one service account to policies of ours', () => {
    expect(checkRole(role)).toBe(role);
  });

  it.each<[string, Partial<VaultRole>]>([
    ['every service account', { serviceAccount: '*' }],
    ['two service accounts', { serviceAccount: 'a,b' }],
    ['every namespace', { namespace: '*' }],
    ['a foreign policy', { policies: ['root'] }],
    ['no policy', { policies: [] }],
    ['any audience', { audience: '' }],
    ['no end', { ttlSeconds: 0 }],
    ['a foreign name', { name: 'portal' }],
  ])('is refused with %s', (_, change) => {
    expect(() => checkRole({ ...role, ...change })).toThrow(refused);
  });
});

describe('the text of a policy', () => {
  const settings = { kvMount: 'secret', prefix: 'paddock' };
  const rule = (path: string, capabilities = '"read"') =>
    `path "${path}" {\n  capabilities = [${capabilities}]\n}\n`;
  const fine = [
    '# paddock.internal/request: 42\n',
    rule('secret/data/paddock/local/payments/apps/db'),
    rule('secret/metadata/paddock/local/payments/apps/db'),
  ].join('\n');

  it('may read exact paths below the prefix', () => {
    expect(checkPolicyText(fine, settings)).toBe(fine);
  });

  it.each([
    ['nothing', ''],
    ['a comment alone', '# nothing\n'],
    ['another capability', rule('secret/data/paddock/a', '"read", "update"')],
    ['sudo', rule('secret/data/paddock/a', '"sudo"')],
    ['a glob', rule('secret/data/paddock/*')],
    ['a segment of any name', rule('secret/data/paddock/+/db')],
    ['a template', rule('secret/data/paddock/{{identity.entity.name}}')],
    ['a path outside the prefix', rule('secret/data/other/db')],
    ['another kind of path', rule('secret/delete/paddock/db')],
    ['a path of the system', rule('sys/policies/acl/paddock-a')],
    ['a second rule on the line', `${fine} path "sys/*" { policy = "sudo" }`],
    ['a block comment', `${fine}/* path "sys/*" {} */`],
    ['a rule behind a carriage return', `${fine}#\rpath "sys/*" {}`],
    ['a heredoc', `${fine}x = <<E\nE\n`],
    ['letters beyond ASCII', `${fine}# \u2028\n`],
    ['too much', fine + '#'.repeat(16_384)],
  ])('is refused with %s', (_, text) => {
    expect(() => checkPolicyText(text, settings)).toThrow(refused);
  });
});
