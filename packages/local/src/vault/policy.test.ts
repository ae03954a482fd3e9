import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  kvMount,
  policyText,
  portalPolicyName,
  portalRules,
} from './policy.ts';

test('no rule of the portal reads what holds values', () => {
  // Everything in a KV version 2 mount but its metadata answers with values, or with what they are called.
  const harmless = `${kvMount}/metadata/`;
  const holding = portalRules.filter(
    ([path]) => path.startsWith(`${kvMount}/`) && !path.startsWith(harmless),
  );
  assert.ok(holding.length > 0);
  for (const [path, capabilities] of holding) {
    for (const capability of ['read', 'list', 'sudo']) {
      assert.ok(!capabilities.includes(capability), path);
    }
  }
});

test('every rule stays in its place', () => {
  for (const [path] of portalRules) {
    assert.match(
      path,
      /^(secret\/\w+\/paddock\/\*|sys\/policies\/acl(\/paddock-\*)?|auth\/kubernetes-local\/role(\/paddock-\*)?|auth\/token\/\w+-self)$/,
    );
  }
});

test('the portal cannot write its own policy, however it spells the name', () => {
  assert.ok(!portalPolicyName.toLowerCase().startsWith('paddock-'));
});

test('a policy is written as the server reads it', () => {
  assert.equal(
    policyText([
      ['a/*', ['create', 'update']],
      ['b', ['list']],
    ]),
    'path "a/*" {\n  capabilities = ["create","update"]\n}\n\npath "b" {\n  capabilities = ["list"]\n}\n',
  );
});
