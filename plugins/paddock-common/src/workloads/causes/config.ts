/** A part of a container's configuration that is not there. */
export type MissingConfig =
  | { is: 'object'; kind: 'ConfigMap' | 'Secret'; name: string }
  | { is: 'key'; key: string; kind: 'ConfigMap' | 'Secret'; name: string }
  | { is: 'root' };

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
  const object = /\b(configmap|secret) "([^"]+)" not found/i.exec(message);
  if (object) {
    const [, kind = '', name = ''] = object;
    return { is: 'object', kind: kindOf(kind), name };
  }
  return /runAsNonRoot/.test(message) ? { is: 'root' } : undefined;
}

/** To follow the container's or the volume's name. */
export function missingInWords(missing: MissingConfig): string {
  switch (missing.is) {
    case 'object':
      return `needs the ${missing.kind} ${missing.name}, which does not exist`;
    case 'key':
      return `needs the key ${missing.key} of the ${missing.kind} ${missing.name}, which is not in it`;
    default:
      return 'would run as root, which its runAsNonRoot forbids';
  }
}
