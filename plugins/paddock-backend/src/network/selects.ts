import type { SelectorObject } from '../kube/objects/objects';

export type Labels = Readonly<Record<string, string>>;

/** Own properties only: a label may be called `constructor`. */
const valueOf = (labels: Labels, key: string) =>
  Object.hasOwn(labels, key) ? labels[key] : undefined;

/** Does the plain selector of a Service select these labels? An empty one selects nothing. */
export function serviceSelects(selector: Labels, labels: Labels): boolean {
  const wanted = Object.entries(selector);
  return (
    wanted.length > 0 &&
    wanted.every(([key, value]) => valueOf(labels, key) === value)
  );
}

/** Does a label selector select these labels? An empty one selects everything. */
export function selects(
  selector: SelectorObject | null | undefined,
  labels: Labels,
): boolean {
  const equal = Object.entries(selector?.matchLabels ?? {}).every(
    ([key, value]) => valueOf(labels, key) === value,
  );
  return (
    equal &&
    (selector?.matchExpressions ?? []).every(({ key, operator, values }) => {
      const value = valueOf(labels, key ?? '');
      const isAmong = value !== undefined && (values ?? []).includes(value);
      switch (operator) {
        case 'In':
          return isAmong;
        case 'NotIn':
          return !isAmong;
        case 'Exists':
          return value !== undefined;
        default:
          return value === undefined;
      }
    })
  );
}
