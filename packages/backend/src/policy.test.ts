import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import { paddockPermissions } from '@paddock/backstage-plugin-paddock-common';
import { PaddockPolicy } from './policy';

const policy = new PaddockPolicy(['group:default/platform-admins']);

const person = (...ownershipEntityRefs: string[]) =>
  ({ info: { ownershipEntityRefs } } as PolicyQueryUser);

const allowedTo = async (user: PolicyQueryUser | undefined) => {
  const allowed: string[] = [];
  for (const permission of paddockPermissions) {
    const { result } = await policy.handle({ permission }, user);
    if (result === AuthorizeResult.ALLOW) allowed.push(permission.name);
  }
  return allowed;
};

const all = paddockPermissions.map(({ name }) => name);
const forAdministrators = ['paddock.audit.read', 'paddock.node.update'];

describe('what of the portal is open', () => {
  it.each([
    ['nobody in particular', undefined, []],
    ['somebody whom the catalog does not know', person(), []],
    [
      'a member of a team',
      person('user:default/ben', 'group:default/team-payments'),
      all.filter(name => !forAdministrators.includes(name)),
    ],
    [
      'an administrator',
      person('user:default/petra', 'group:default/platform-admins'),
      all,
    ],
  ])('to %s', async (_, user, expected) => {
    expect(await allowedTo(user)).toEqual(expected);
  });
});
