import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { catalogEntities, groups, orgYaml, people } from './people.ts';

interface Entity {
  kind: string;
  metadata: { name: string };
  spec: { parent?: string; children?: string[]; memberOf?: string[] };
}

const entities = parseAllDocuments(orgYaml()).map(
  document => document.toJS() as Entity,
);

test('the YAML holds every person and group', () => {
  assert.deepEqual(entities, catalogEntities());
  const names = (kind: string) =>
    entities.filter(each => each.kind === kind).map(e => e.metadata.name);
  assert.deepEqual(names('User'), [
    'ana',
    'ben',
    'dora',
    'emil',
    'petra',
    'pavel',
  ]);
  assert.deepEqual(
    names('Group'),
    groups.map(group => group.name),
  );
});

test('parents and children agree, and nobody is in a group that is not there', () => {
  for (const { metadata, spec } of entities) {
    for (const child of spec.children ?? []) {
      const found = entities.find(each => each.metadata.name === child);
      assert.equal(found?.spec.parent, metadata.name);
    }
    for (const group of spec.memberOf ?? []) {
      assert.ok(
        groups.some(each => each.name === group),
        group,
      );
    }
  }
});

test('a lead is a member of the team and of its leads', () => {
  const leads = people.filter(person => person.role === 'Lead');
  assert.equal(leads.length, 2);
  for (const { team, groups: of } of leads) {
    assert.deepEqual(of, [team, `${team}-leads`]);
  }
});
