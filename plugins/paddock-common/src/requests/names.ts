import { dnsLabel } from '../names';

/** Why a name cannot be as it is, to follow the name of the field; undefined when it can. */
export type NameProblem = string | undefined;

const maxLabel = 63;
const groupRef =
  /^group:[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\/[a-z0-9]([a-z0-9_.-]{0,61}[a-z0-9])?$/;
const keyName = /^[A-Za-z0-9_.-]{1,253}$/;

/** Of Kubernetes, OpenShift and the portal itself. A trailing `*` stands for any end. */
const alwaysReserved = [
  'default',
  'kube-*',
  'openshift',
  'openshift-*',
  'paddock',
  'paddock-*',
];

/**
 * A DNS-1123 label, which is what Kubernetes takes as the name of a namespace. It is asked of all names here: they
 * become segments of Vault paths and of the names of policies, where a dot, a capital or a `%2e` would let two names
 * mean the same place.
 */
export function labelProblem(name: string, most = maxLabel): NameProblem {
  if (name === '') return 'is needed';
  if (name.length > most) return `can have ${most} characters at most`;
  return dnsLabel.test(name)
    ? undefined
    : 'can hold small letters a to z, digits and hyphens, and begins and ends with a letter or digit';
}

/** The name of a namespace that is not there yet. `reserved` holds names, or beginnings with a trailing `*`. */
export function namespaceNameProblem(
  name: string,
  reserved: readonly string[],
): NameProblem {
  const isReserved = [...alwaysReserved, ...reserved].some(pattern =>
    pattern.endsWith('*')
      ? name.startsWith(pattern.slice(0, -1))
      : name === pattern,
  );
  return (
    labelProblem(name) ??
    (isReserved ? 'is reserved; choose another' : undefined)
  );
}

/** A full catalog ref of a group, in the one form that the catalog gives it: `group:default/team-payments`. */
export const isGroupRef = (ref: string): boolean => groupRef.test(ref);

/** `default` and `team-payments` of `group:default/team-payments`; the ref is one of a group. */
export function partsOfGroupRef(ref: string): {
  namespace: string;
  name: string;
} {
  const [namespace = '', name = ''] = ref.slice('group:'.length).split('/');
  return { namespace, name };
}

/**
 * The name of a key of a secret. It becomes the name of a file and a key of a Secret, so a single dot and what begins
 * with two of them cannot be one (k8s.io/apimachinery/pkg/util/validation, IsConfigMapKey).
 */
export function keyProblem(key: string): NameProblem {
  if (key === '') return 'is needed';
  if (!keyName.test(key)) {
    return 'can hold letters, digits, dots, hyphens and underscores, 253 at most';
  }
  if (key === '.' || key.startsWith('..')) {
    return 'cannot be a single dot or begin with two';
  }
  // Vault and Kubernetes take it; what reads JSON in between loses it.
  return key === '__proto__'
    ? 'cannot be __proto__, which programs lose'
    : undefined;
}
