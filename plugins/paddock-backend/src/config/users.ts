import type { ConfigUser } from '@paddock/backstage-plugin-paddock-common';
import type { PodObject } from '../kube/objects';
import { hasEnded } from '../kube/podPhase';
import type { Runner, Runners } from './read';
import { type ConfigRef, usesOf } from './uses';

/** Who in a namespace uses what: by `kind/name` of the ConfigMap or Secret. Pure. */
export function usersByRef(given: Runners): Map<string, ConfigUser[]> {
  const users = new Map<string, ConfigUser[]>();
  const lone = (given.pods ?? []).filter(isLone).map(asRunner);
  for (const { kind, name, spec } of [...given.runners, ...lone]) {
    for (const { uses, ...ref } of usesOf(spec)) {
      const known = users.get(refKey(ref)) ?? [];
      users.set(refKey(ref), [...known, { kind, name, uses }]);
    }
  }
  return users;
}

export const refKey = ({ kind, name }: ConfigRef) => `${kind}/${name}`;

/** A pod that nothing has made but a person. */
const isLone = ({ metadata, status }: PodObject) =>
  !metadata?.ownerReferences?.some(owner => owner.controller) &&
  !hasEnded(status?.phase);

const asRunner = ({ metadata, spec }: PodObject): Runner => ({
  kind: 'Pod',
  name: metadata?.name ?? '',
  spec,
});
