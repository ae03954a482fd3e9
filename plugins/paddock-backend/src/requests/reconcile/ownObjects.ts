import type { EffectObject } from '@paddock/backstage-plugin-paddock-common';
import type { Present } from '../../kube/write/provision';
import type { Job } from './job';
import { requestLabel } from '../marks';

const kindOf = (apiVersion: string, kind: string) => ({ apiVersion, kind });

/** Kinds that requests make within a namespace, in the order in which they are removed. */
export const madeKinds = [
  kindOf('external-secrets.io/v1', 'ExternalSecret'),
  kindOf('external-secrets.io/v1', 'SecretStore'),
  kindOf('secrets.hashicorp.com/v1beta1', 'VaultStaticSecret'),
  kindOf('secrets.hashicorp.com/v1beta1', 'VaultAuth'),
  kindOf('v1', 'ConfigMap'),
  kindOf('rbac.authorization.k8s.io/v1', 'RoleBinding'),
  kindOf('v1', 'ServiceAccount'),
  kindOf('v1', 'PersistentVolumeClaim'),
  kindOf('networking.k8s.io/v1', 'NetworkPolicy'),
  kindOf('v1', 'ResourceQuota'),
  kindOf('v1', 'LimitRange'),
];

export const keyOf = ({ apiVersion, kind, metadata }: EffectObject) => {
  const group = apiVersion.split('/').slice(0, -1).join('/');
  return `${group}/${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
};

/** Everything in the request's namespace that carries its mark, also what an earlier revision has made. */
export async function listOwn({
  provision,
  row,
  revision,
  look,
}: Pick<Job, 'provision' | 'row' | 'revision' | 'look'>): Promise<Present[]> {
  const own = revision.effects.objects
    .filter(({ kind }) => kind !== 'Namespace')
    .map(({ apiVersion, kind }) => kindOf(apiVersion, kind));
  const others = madeKinds.filter(
    each => !own.some(it => it.kind === each.kind),
  );
  const kinds = [...others, ...unique(own)];
  const where = {
    labelSelector: `${requestLabel}=${row.id}`,
    namespace: row.namespace,
  };
  const lists = await Promise.all(
    kinds.map(kind => provision.list(kind, where, look)),
  );
  return lists
    .flatMap(list => list ?? [])
    .sort((a, b) => rankOf(a.object.kind) - rankOf(b.object.kind));
}

const rankOf = (kind: string) =>
  madeKinds.findIndex(each => each.kind === kind);

const unique = (kinds: ReturnType<typeof kindOf>[]) => [
  ...new Map(kinds.map(each => [JSON.stringify(each), each])).values(),
];
