import {
  AuthorizeResult,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import { kubernetesPermissions } from '@backstage/plugin-kubernetes-common';
import {
  taskCancelPermission,
  taskReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import { paddockPermissions } from '@paddock/backstage-plugin-paddock-common';
import { PaddockPolicy } from './policy';

const administrators = ['group:default/platform-admins'];
const policy = new PaddockPolicy(administrators, 'owners');

const person = (...ownershipEntityRefs: string[]) =>
  ({
    info: { userEntityRef: ownershipEntityRefs[0], ownershipEntityRefs },
  } as PolicyQueryUser);

const ben = person('user:default/ben', 'group:default/team-payments');
const petra = person('user:default/petra', 'group:default/platform-admins');

const allowedTo = async (
  user: PolicyQueryUser | undefined,
  permissions: readonly Permission[],
) => {
  const allowed: string[] = [];
  for (const permission of permissions) {
    const { result } = await policy.handle({ permission }, user);
    if (result === AuthorizeResult.ALLOW) allowed.push(permission.name);
  }
  return allowed;
};

const conditionsOf = (decision: PolicyDecision) =>
  decision.result === AuthorizeResult.CONDITIONAL
    ? JSON.parse(JSON.stringify(decision.conditions))
    : decision.result;

const all = paddockPermissions.map(({ name }) => name);
const forAdministrators = ['paddock.audit.read', 'paddock.node.update'];

describe('what of the portal is open', () => {
  it.each([
    ['nobody in particular', undefined, []],
    ['somebody whom the catalog does not know', person(), []],
    [
      'a member of a team',
      ben,
      all.filter(name => !forAdministrators.includes(name)),
    ],
    ['an administrator', petra, all],
  ])('to %s', async (_, user, expected) => {
    expect(await allowedTo(user, paddockPermissions)).toEqual(expected);
  });
});

it.each([
  ['a member', ben],
  ['an administrator', petra],
])('gives the Kubernetes proxy to nobody: not to %s', async (_, user) => {
  expect(await allowedTo(user, kubernetesPermissions)).toEqual([
    'kubernetes.resources.read',
    'kubernetes.clusters.read',
  ]);
});

it.each([
  ['a member', ben, 'user:default/ben'],
  ['an administrator', petra, 'user:default/petra'],
])("leaves a scaffolder's task to who began it: %s", async (_, user, ref) => {
  for (const permission of [taskReadPermission, taskCancelPermission]) {
    expect(
      conditionsOf(await policy.handle({ permission }, user)),
    ).toMatchObject({ rule: 'IS_TASK_OWNER', params: { createdBy: [ref] } });
  }
});

describe('the catalog', () => {
  const read = { permission: catalogEntityReadPermission };
  const isOwner = {
    rule: 'IS_ENTITY_OWNER',
    params: { claims: ben.info.ownershipEntityRefs },
  };

  it('shows a member what requests have made of their own teams alone', async () => {
    expect(conditionsOf(await policy.handle(read, ben))).toMatchObject({
      anyOf: [{ not: { rule: 'HAS_ANNOTATION' } }, isOwner],
    });
    const remove = { permission: catalogEntityDeletePermission };
    expect(conditionsOf(await policy.handle(remove, ben))).toMatchObject(
      isOwner,
    );
  });

  it('shows an administrator everything, and everybody where the configuration says so', async () => {
    const open = new PaddockPolicy(administrators, 'everyone');
    for (const [by, user] of [
      [policy, petra],
      [open, ben],
    ] as const) {
      const { result } = await by.handle(read, user);
      expect(result).toBe(AuthorizeResult.ALLOW);
    }
  });
});
