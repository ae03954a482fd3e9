import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { KubeIdentity, Right, WatchedCluster } from '../kube/watch/cache';
import type { Alert } from './alert';
import { createAudience } from '../access/audience';
import { createRecipients } from './recipients';

const team = 'group:default/team-payments';
const list: Right = { verb: 'list', group: '', resource: 'pods' };

const component = (
  name: string,
  owners: string[],
  annotations: Record<string, string> = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-id': name, ...annotations },
  },
  relations: owners.map(targetRef => ({ type: 'ownedBy', targetRef })),
});

const ben: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'ben', namespace: 'default' },
  spec: { profile: { email: 'ben@paddock.example' } },
  relations: [{ type: 'memberOf', targetRef: team }],
};

const alert = (changes: Partial<Alert> = {}): Alert => ({
  key: 'stuck/1',
  kind: 'stuck',
  cluster: 'prod-1',
  namespace: 'payments',
  title: '',
  description: '',
  over: '',
  components: ['payments-api'],
  rights: [list],
  ...changes,
});

function recipients(
  entities: Entity[],
  may: (who: KubeIdentity, right: Right) => boolean = () => true,
) {
  const cluster = {
    identity: ({ email = '', groupRefs }) => ({
      user: email,
      groups: groupRefs,
    }),
    access: {
      may: async (who, right) => may(who, right),
      onRightsChanged: () => () => {},
    },
  } as Pick<WatchedCluster, 'identity' | 'access'> as WatchedCluster;
  const found = {
    catalog: catalogServiceMock({ entities }),
    auth: { getOwnServiceCredentials: async () => mockCredentials.service() },
  };
  return createRecipients({
    ...found,
    audience: createAudience(found),
    clusters: { get: name => (name === 'prod-1' ? cluster : undefined) },
    teamsOf: async () => ['group:default/team-orders'],
  });
}

it.each<[string, Entity[], Partial<Alert>, string[]]>([
  ['its owner', [component('payments-api', [team])], {}, [team]],
  [
    'nobody where the catalog knows nothing of it',
    [component('other', [team])],
    {},
    [],
  ],
  [
    'nobody where the entity names another namespace',
    [
      component('payments-api', [team], {
        'backstage.io/kubernetes-namespace': 'elsewhere',
      }),
    ],
    {},
    [],
  ],
  ['nobody where it carries no label', [], { components: [] }, []],
  ['nobody of a cluster that is gone', [], { cluster: 'gone' }, []],
  [
    'of a quota also the team that the namespace was given to',
    [component('payments-api', [team])],
    { kind: 'quota' },
    [team, 'group:default/team-orders'],
  ],
])('tells %s', async (_, entities, changes, expected) => {
  expect(await recipients(entities)(alert(changes))).toEqual(expected);
});

it('tells only those who may see it in the cluster, as a team or as a person', async () => {
  const asked: unknown[] = [];
  const owners = [team, 'group:default/others', 'user:default/ben'];
  const of = recipients(
    [component('payments-api', owners), ben],
    (who, right) => {
      asked.push([who, right.namespace]);
      return who.groups.includes(team);
    },
  );
  expect(await of(alert())).toEqual([team, 'user:default/ben']);
  expect(asked).toEqual([
    [{ user: '', groups: [team] }, 'payments'],
    [{ user: '', groups: ['group:default/others'] }, 'payments'],
    [{ user: 'ben@paddock.example', groups: [team] }, 'payments'],
  ]);
});
