import { ConfigReader } from '@backstage/config';
import type { Person } from '../person';
import { identityOf, readIdentityRules } from './identity';

const ben: Person = {
  userRef: 'user:default/ben',
  groupRefs: ['group:default/team-payments'],
  email: 'ben@paddock.example',
  annotations: { 'example.org/login': 'b.miller' },
};

function ask(identity: object | undefined, person = ben, cluster = 'local') {
  const config = new ConfigReader(identity ? { paddock: { identity } } : {});
  return identityOf(person, readIdentityRules(config)(cluster));
}

describe('who a person is for a cluster', () => {
  it.each([
    ['the e-mail address, unless configured', undefined, 'ben@paddock.example'],
    ['the name', { user: 'name' }, 'ben'],
    [
      'an annotation',
      { user: 'annotation', userAnnotation: 'example.org/login' },
      'b.miller',
    ],
    ['with a prefix', { user: 'name', userPrefix: 'oidc:' }, 'oidc:ben'],
    [
      'what the cluster has of its own',
      { clusters: [{ name: 'local', user: 'name' }] },
      'ben',
    ],
    [
      'what holds for all, elsewhere',
      { clusters: [{ name: 'other', user: 'name' }] },
      'ben@paddock.example',
    ],
    [
      'what the cluster adds to it',
      { user: 'name', clusters: [{ name: 'local', userPrefix: 'x-' }] },
      'x-ben',
    ],
  ])('is %s', (_, identity, user) => {
    expect(ask(identity)).toEqual({ user, groups: ['team-payments'] });
  });

  it('has the groups of the catalog, those of other catalog namespaces apart', () => {
    const groupRefs = [
      'group:default/team-payments',
      'group:other/team-payments',
      'group:default/team-payments',
    ];
    expect(
      ask({ groupPrefix: 'oidc:' }, { ...ben, groupRefs })?.groups,
    ).toEqual(['oidc:team-payments', 'oidc:other/team-payments']);
  });

  it.each([
    ['without an e-mail address', { email: undefined }],
    [
      'whose e-mail address is a user of the cluster itself',
      { email: 'system:kube-scheduler' },
    ],
    ['whose e-mail address is that in capitals', { email: 'System:admin' }],
    [
      'whose e-mail address holds a newline',
      { email: 'a@b\nImpersonate-Group: x' },
    ],
    ['whose e-mail address is not ASCII', { email: 'bén@paddock.example' }],
  ])('is nobody: a person %s', (_, over) => {
    expect(ask(undefined, { ...ben, ...over })).toBeUndefined();
  });

  it('is nobody, where a prefix makes them the cluster’s own', () => {
    expect(ask({ userPrefix: 'system:', user: 'name' })).toBeUndefined();
    expect(
      ask({
        user: 'name',
        userPrefix: 'sys',
        clusters: [{ name: 'local', userPrefix: 'system:serviceaccount:a:' }],
      }),
    ).toBeUndefined();
  });

  it('is nobody in particular where a group is asked about', () => {
    const team = 'group:default/team-payments';
    expect(ask({}, { userRef: team, groupRefs: [team] })).toEqual({
      user: '',
      groups: ['team-payments'],
    });
    expect(ask({}, { userRef: team, groupRefs: [] })).toBeUndefined();
  });

  it('never has a group of the cluster itself', () => {
    const groupRefs = ['group:default/team-payments', 'group:default/masters'];
    expect(
      ask({ groupPrefix: 'system:' }, { ...ben, groupRefs })?.groups,
    ).toEqual([]);
  });

  it('cannot be configured in a way that nobody knows', () => {
    expect(() => ask({ user: 'uid' })).toThrow(
      'can be email, name or annotation only',
    );
    expect(() => ask({ user: 'annotation' })).toThrow('userAnnotation');
  });
});
