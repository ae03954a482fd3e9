/** A part of a container's configuration that is not there. */
export type MissingConfig =
  | { is: 'object'; kind: 'ConfigMap' | 'Secret'; name: string }
  | { is: 'key'; key: string; kind: 'ConfigMap' | 'Secret'; name: string }
  | { is: 'root' }
  /** The image names its user by a name. */
  | { is: 'user'; user: string };

const kindOf = (word: string) =>
  word.toLowerCase() === 'secret' ? 'Secret' : 'ConfigMap';

/** Reads what the kubelet says of a container or a volume that it cannot set up. */
export function readMissing(message: string): MissingConfig | undefined {
  const key =
    /couldn't find key (\S+) in (ConfigMap|Secret) (?:[^/\s]+\/)?([^\s"]+)/i.exec(
      message,
    );
  if (key) {
    const [, name = '', kind = '', of = ''] = key;
    return { is: 'key', key: name, kind: kindOf(kind), name: of };
  }
  const noKey =
    /(configmap|secret) references non-existent (?:config|secret) key: (\S+)/i.exec(
      message,
    );
  if (noKey) {
    const [, kind = '', name = ''] = noKey;
    return { is: 'key', key: name, kind: kindOf(kind), name: 'of the volume' };
  }
  const object = /\b(configmap|secret) "([^"]+)" not found/i.exec(message);
  if (object) {
    const [, kind = '', name = ''] = object;
    return { is: 'object', kind: kindOf(kind), name };
  }
  if (!/runAsNonRoot/.test(message)) return undefined;
  const user = /non-numeric user \(([^)]*)\)/.exec(message)?.[1];
  return user === undefined ? { is: 'root' } : { is: 'user', user };
}

/** To follow the container's or the volume's name. */
export function missingInWords(missing: MissingConfig): string {
  switch (missing.is) {
    case 'object':
      return `needs the ${missing.kind} ${missing.name}, which does not exist`;
    case 'key':
      return `needs the key ${missing.key} of the ${missing.kind} ${missing.name}, which is not in it`;
    case 'user':
      return `names the user ${missing.user}; runAsNonRoot needs a number`;
    default:
      return 'would run as root, which its runAsNonRoot forbids';
  }
}
