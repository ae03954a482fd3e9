import type { Config } from '@backstage/config';
import { parseEntityRef } from '@backstage/catalog-model';
import type { KubeIdentity } from '../kube/watch/cache';
import type { Person } from '../person';
import { isSpeakableName } from '../kube/connection/headers';

/** How people are known to one cluster. */
export interface IdentityRule {
  /** Where a person's user name comes from. */
  user:
    | { from: 'email' }
    | { from: 'name' }
    | { from: 'annotation'; key: string };
  userPrefix: string;
  groupPrefix: string;
}

/**
 * Who a person is for a cluster's RBAC; undefined where they are nobody to it. A group in place of a person is nobody in
 * particular: what it may see can be asked, and nothing can be done in its name. Pure.
 */
export function identityOf(
  person: Person,
  rule: IdentityRule,
): KubeIdentity | undefined {
  const groups = groupNames(person, rule);
  if (parseEntityRef(person.userRef).kind.toLowerCase() === 'group') {
    return groups.length > 0 ? { user: '', groups } : undefined;
  }
  const name = userName(person, rule);
  const user = name && rule.userPrefix + name;
  if (!user || !isSpeakableName(user)) return undefined;
  return { user, groups };
}

function groupNames({ groupRefs }: Person, { groupPrefix }: IdentityRule) {
  const names = groupRefs.map(ref => groupPrefix + shortName(ref));
  return [...new Set(names.filter(isSpeakableName))];
}

function userName(person: Person, { user }: IdentityRule): string | undefined {
  switch (user.from) {
    case 'email':
      return person.email;
    case 'name':
      return shortName(person.userRef);
    case 'annotation':
      return person.annotations?.[user.key];
    default:
      throw new Error(`Unknown source of user names: ${user satisfies never}`);
  }
}

/** Names are unique within a catalog namespace only, so others than the default one stay visible. */
function shortName(ref: string): string {
  const { namespace, name } = parseEntityRef(ref);
  return namespace === 'default' ? name : `${namespace}/${name}`;
}

const usual: IdentityRule = {
  user: { from: 'email' },
  userPrefix: '',
  groupPrefix: '',
};

/** Reads `paddock.identity`: one rule, and what single clusters do otherwise. */
export function readIdentityRules(
  config: Config,
): (cluster: string) => IdentityRule {
  const section = config.getOptionalConfig('paddock.identity');
  const rule = section ? readRule(section, usual) : usual;
  const own = new Map<string, IdentityRule>();
  for (const each of section?.getOptionalConfigArray('clusters') ?? []) {
    own.set(each.getString('name'), readRule(each, rule));
  }
  return cluster => own.get(cluster) ?? rule;
}

function readRule(config: Config, otherwise: IdentityRule): IdentityRule {
  return {
    user: readUser(config) ?? otherwise.user,
    userPrefix: config.getOptionalString('userPrefix') ?? otherwise.userPrefix,
    groupPrefix:
      config.getOptionalString('groupPrefix') ?? otherwise.groupPrefix,
  };
}

function readUser(config: Config): IdentityRule['user'] | undefined {
  const from = config.getOptionalString('user');
  switch (from) {
    case undefined:
      return undefined;
    case 'email':
    case 'name':
      return { from };
    case 'annotation':
      return { from, key: config.getString('userAnnotation') };
    default:
      throw new Error(
        `paddock.identity: "user" is "${from}", but can be email, name or annotation only`,
      );
  }
}
