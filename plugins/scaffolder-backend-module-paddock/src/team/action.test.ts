import { prepareAction } from '../../testing/actionContext';
import { createTeamConfirmAction, namespaceOf } from './action';

const action = createTeamConfirmAction(['group:default/platform-admins']);

async function confirm(input: object, groups: string[]) {
  const { run, output } = prepareAction(action, {
    workspacePath: '/nowhere',
    input,
    user: {
      ref: 'user:default/ben',
      entity: {
        relations: groups.map(targetRef => ({ type: 'memberOf', targetRef })),
      },
    },
  });
  await run();
  return output;
}

const payments = 'group:default/team-payments';

it.each(['group:default/team-payments', 'team-payments', 'Team-Payments'])(
  'confirms a member of %s',
  async group => {
    await expect(confirm({ group }, [payments])).resolves.toEqual({
      name: 'team-payments',
      namespace: 'payments',
    });
  },
);

it('confirms an administrator for any team', async () => {
  await expect(
    confirm({ group: payments }, ['group:default/platform-admins']),
  ).resolves.toMatchObject({ name: 'team-payments' });
});

it.each([
  ['of no team', []],
  ['of another team', ['group:default/team-storefront']],
  ['of a team of the same name elsewhere', ['group:other/team-payments']],
  ['of its leads only', ['group:default/team-payments-leads']],
])('refuses a person %s', async (_, groups) => {
  await expect(confirm({ group: payments }, groups)).rejects.toThrow(
    'You are not a member of team-payments',
  );
});

it.each(['user:default/ben', '', 'a/b/c', 'group:'])(
  'refuses %j as a group',
  async group => {
    await expect(confirm({ group }, [payments])).rejects.toThrow(
      'is not a group',
    );
  },
);

it('takes the namespace that is asked for, if it is one', () => {
  expect(namespaceOf('team-payments', 'billing')).toBe('billing');
  expect(namespaceOf('team-payments', '')).toBe('payments');
  expect(() => namespaceOf('team-payments', '../x')).toThrow(
    'is not a namespace',
  );
});

it('tells the cluster that is named, if it can be one', async () => {
  const group = 'team-payments';
  const named = (cluster: string) => confirm({ group, cluster }, [payments]);
  expect(await named('prod-1')).toMatchObject({ cluster: 'prod-1' });
  for (const odd of ['a\nb', 'a\n', 'a b', '../x', '"']) {
    await expect(named(odd)).rejects.toThrow('is not a cluster name');
  }
});
