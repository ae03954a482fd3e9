import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createPersonOf } from './person';

const user = (name: string, memberOf: string[], namespace = 'default') => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace, annotations: { a: 'b' } },
  spec: { profile: { email: `${name}@paddock.example` } },
  relations: memberOf.map(group => ({
    type: 'memberOf',
    targetRef: `group:default/${group}`,
  })),
});

function setUp(claims: string[]) {
  const catalog = catalogServiceMock({
    entities: [
      user('ben', ['team-payments']),
      user('guest', [], 'development'),
    ],
  });
  const asked = jest.spyOn(catalog, 'getEntityByRef');
  const clock = { ms: 0 };
  const personOf = createPersonOf({
    auth: mockServices.auth(),
    userInfo: {
      getUserInfo: async credentials => ({
        userEntityRef: (credentials.principal as { userEntityRef: string })
          .userEntityRef,
        ownershipEntityRefs: claims,
      }),
    },
    catalog,
    now: () => 1_000_000 + clock.ms,
  });
  return { personOf, asked, clock };
}

const ben = mockCredentials.user('user:default/ben');

describe('the person behind a request', () => {
  it('is known from the token and the catalog', async () => {
    const { personOf } = setUp([
      'user:default/ben',
      'group:default/team-payments',
    ]);
    expect(await personOf(ben)).toEqual({
      userRef: 'user:default/ben',
      groupRefs: ['group:default/team-payments'],
      email: 'ben@paddock.example',
      annotations: { a: 'b' },
    });
  });

  it('has no group that only the token still names', async () => {
    const { personOf } = setUp([
      'group:default/team-payments',
      'group:default/platform-admins',
    ]);
    expect((await personOf(ben)).groupRefs).toEqual([
      'group:default/team-payments',
    ]);
  });

  it('is looked up once in 30 seconds', async () => {
    const { personOf, asked, clock } = setUp([]);
    await personOf(ben);
    clock.ms = 29_000;
    await personOf(ben);
    expect(asked).toHaveBeenCalledTimes(1);
    clock.ms = 30_001;
    await personOf(ben);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['a service', mockCredentials.service()],
    ['nobody', mockCredentials.none()],
    ['a guest', mockCredentials.user('user:development/guest')],
    [
      'a user whom the catalog does not know',
      mockCredentials.user('user:default/eve'),
    ],
  ])('is not %s', async (_, credentials) => {
    const { personOf } = setUp([]);
    await expect(personOf(credentials)).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
  });
});
