const word = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

const isName = (name: string) => name.length <= 63 && word.test(name);

const isSubdomain = (text: string) =>
  text.length <= 253 && text.split('.').every(label => dnsLabel.test(label));

/** `name` or `prefix/name`, as Kubernetes takes it. */
export function isLabelKey(key: string): boolean {
  const [name = '', prefix, ...more] = key.split('/').reverse();
  return (
    more.length === 0 &&
    isName(name) &&
    (prefix === undefined || isSubdomain(prefix))
  );
}

export const isLabelValue = (value: string) => value === '' || isName(value);
