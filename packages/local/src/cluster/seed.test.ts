import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { groups, people } from '../people/people.ts';
import { checkout } from '../platform/paths.ts';
import { readManifests } from './ground.ts';
import { teamNamespaces } from './seed.ts';

interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
  resourceNames?: string[];
}

const roles = (await readManifests(join(checkout, 'deploy/rbac.yaml'))).filter(
  each => each.kind === 'ClusterRole',
);
const rulesOf = (name: string) =>
  roles.find(each => each.metadata.name === name)?.rules as Rule[];

test('the portal may act as the sample people and groups, and as nobody else', () => {
  const named = (resource: string) =>
    rulesOf('paddock-portal-impersonation')
      .filter(rule => rule.resources.includes(resource))
      .flatMap(rule => rule.resourceNames ?? ['*'])
      .sort();
  assert.deepEqual(named('users'), people.map(each => each.email).sort());
  assert.deepEqual(named('groups'), groups.map(each => each.name).sort());
});

test('the portal reads no secrets, and changes nothing as itself', () => {
  const reading = new Set(['get', 'list', 'watch']);
  for (const { resources, verbs } of rulesOf('paddock-portal')) {
    assert.ok(!resources.some(each => each === '*' || each === 'secrets'));
    if (resources.includes('subjectaccessreviews')) continue;
    assert.ok(
      verbs.every(verb => reading.has(verb)),
      resources.join(),
    );
  }
});

test('what the portal may make is listed, and it binds view and edit alone', async () => {
  const objects = await readManifests(
    join(checkout, 'deploy/provisioning.yaml'),
  );
  const rules = objects.find(({ kind }) => kind === 'ClusterRole')
    ?.rules as Rule[];
  for (const { apiGroups, resources, verbs } of rules) {
    const all = [...apiGroups, ...resources, ...verbs];
    assert.ok(!all.includes('*'), resources.join());
    assert.ok(!resources.includes('secrets'));
    assert.ok(!verbs.some(verb => ['escalate', 'impersonate'].includes(verb)));
  }
  const bind = rules.filter(({ verbs }) => verbs.includes('bind'));
  assert.deepEqual(
    bind.map(({ resourceNames }) => resourceNames),
    [['view', 'edit']],
  );
});

test('as itself the portal removes no pods but those of terminals, and keeps leases in its own namespace alone', async () => {
  const objects = await readManifests(join(checkout, 'deploy/terminals.yaml'));
  const rules = objects
    .filter(({ kind }) => kind === 'ClusterRole' || kind === 'Role')
    .map(({ kind, metadata, rules: given }) => ({
      kind,
      namespace: metadata.namespace,
      rules: given,
    }));
  assert.deepEqual(rules, [
    {
      kind: 'ClusterRole',
      namespace: undefined,
      rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['delete'] }],
    },
    {
      kind: 'Role',
      namespace: 'paddock-system',
      rules: [
        {
          apiGroups: ['coordination.k8s.io'],
          resources: ['leases'],
          verbs: ['get', 'list', 'create', 'patch', 'delete'],
        },
      ],
    },
  ]);
  assert.ok(
    objects.some(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding'),
  );
});

test('of Deployments the portal may change what a policy beside it leaves', async () => {
  const objects = await readManifests(join(checkout, 'deploy/rollback.yaml'));
  const role = objects.find(({ kind }) => kind === 'ClusterRole');
  assert.deepEqual(role?.rules, [
    { apiGroups: ['apps'], resources: ['deployments'], verbs: ['patch'] },
  ]);
  const kinds = objects.map(({ kind }) => kind);
  assert.ok(kinds.includes('ValidatingAdmissionPolicyBinding'));
});

test('every namespace belongs to a group that exists', () => {
  for (const { group } of teamNamespaces) {
    assert.ok(
      groups.some(each => each.name === group),
      group,
    );
  }
});
