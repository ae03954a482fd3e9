import type { ConfigUser } from '@paddock/backstage-plugin-paddock-common';
import { ownerOf, type PodUse } from './podValue';
import type { Runner } from './read';
import { refKey, usesOf } from './uses';

/**
 * Who in a namespace uses what, by `kind/name` of the ConfigMap or Secret: by what they start pods from, and by the pods that run
 * otherwise, of before or of what is not read here. Pure.
 */
export function usersByRef(
  runners: Runner[],
  running: ReadonlyMap<string, PodUse[]>,
): Map<string, ConfigUser[]> {
  const users = new Map<string, ConfigUser[]>();
  const add = (key: string, user: ConfigUser) => {
    const known = users.get(key) ?? [];
    users.set(key, known);
    if (!known.some(each => isSame(each, user))) known.push(user);
  };
  const above = new Map(
    runners.flatMap(each => (each.of ? [[nameOf(each), each.of]] : [])),
  );
  const shownAs = (by: Named) => above.get(nameOf(by)) ?? by;
  for (const { kind, name, spec } of runners.filter(each => !each.of)) {
    for (const { uses, ...ref } of usesOf(spec)) {
      add(refKey(ref), { kind, name, uses });
    }
  }
  for (const [key, all] of running) {
    for (const { pod, uses } of all) {
      const own = { kind: 'Pod', name: pod.metadata?.name ?? '' };
      const { kind, name } = shownAs(ownerOf(pod) ?? own);
      add(key, { kind, name, uses });
    }
  }
  return users;
}

type Named = Pick<ConfigUser, 'kind' | 'name'>;

const nameOf = ({ kind, name }: Named) => `${kind}/${name}`;

const isSame = (one: Named, other: Named) => nameOf(one) === nameOf(other);
