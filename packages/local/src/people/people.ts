import { stringify } from 'yaml';

export interface Group {
  readonly name: string;
  readonly displayName: string;
  /** Only a team owns repositories and namespaces; its leads approve for it. */
  readonly type: 'team' | 'leads';
  readonly parent?: string;
}

export interface Person {
  readonly name: string;
  readonly displayName: string;
  readonly email: string;
  readonly role: 'Lead' | 'Member' | 'Administrator';
  /** The group that the person is shown with; also the first of `groups`. */
  readonly team: string;
  readonly groups: readonly string[];
}

export const groups: readonly Group[] = [
  { name: 'team-payments', displayName: 'Team Payments', type: 'team' },
  {
    name: 'team-payments-leads',
    displayName: 'Team Payments, leads',
    type: 'leads',
    parent: 'team-payments',
  },
  { name: 'team-storefront', displayName: 'Team Storefront', type: 'team' },
  {
    name: 'team-storefront-leads',
    displayName: 'Team Storefront, leads',
    type: 'leads',
    parent: 'team-storefront',
  },
  {
    name: 'platform-admins',
    displayName: 'Platform administrators',
    type: 'team',
  },
];

function person(
  names: { name: string; displayName: string },
  role: Person['role'],
  memberOf: readonly [string, ...string[]],
): Person {
  const email = `${names.name}@paddock.example`;
  return { ...names, email, role, team: memberOf[0], groups: memberOf };
}

/** The sample people of the embedded platform; nobody else can sign in to it. */
export const people: readonly Person[] = [
  person({ name: 'ana', displayName: 'Ana Almeida' }, 'Lead', [
    'team-payments',
    'team-payments-leads',
  ]),
  person({ name: 'ben', displayName: 'Ben Brandt' }, 'Member', [
    'team-payments',
  ]),
  person({ name: 'dora', displayName: 'Dora Dimitrova' }, 'Lead', [
    'team-storefront',
    'team-storefront-leads',
  ]),
  person({ name: 'emil', displayName: 'Emil Eriksen' }, 'Member', [
    'team-storefront',
  ]),
  person({ name: 'petra', displayName: 'Petra Petrova' }, 'Administrator', [
    'platform-admins',
  ]),
  person({ name: 'pavel', displayName: 'Pavel Pokorny' }, 'Administrator', [
    'platform-admins',
  ]),
];

export function personNamed(name: string): Person | undefined {
  return people.find(each => each.name === name);
}

export function groupNamed(name: string): Group | undefined {
  return groups.find(each => each.name === name);
}

const apiVersion = 'backstage.io/v1alpha1';

/** The people and groups as Backstage's catalog reads them. */
export function catalogEntities(): object[] {
  const groupEntities = groups.map(({ name, displayName, type, parent }) => ({
    apiVersion,
    kind: 'Group',
    metadata: { name },
    spec: {
      type,
      profile: { displayName },
      ...(parent && { parent }),
      children: groups.filter(each => each.parent === name).map(g => g.name),
    },
  }));
  const userEntities = people.map(({ name, displayName, email, ...rest }) => ({
    apiVersion,
    kind: 'User',
    metadata: { name },
    spec: { profile: { displayName, email }, memberOf: [...rest.groups] },
  }));
  return [...groupEntities, ...userEntities];
}

/** `catalogEntities` as one YAML file of several documents. */
export function orgYaml(): string {
  return catalogEntities()
    .map(entity => stringify(entity))
    .join('---\n');
}
