import type {
  Problem,
  RequestOptions,
  RequestSpec,
} from '@paddock/backstage-plugin-paddock-common';

/** What every group of fields gets. */
export interface FieldsProps<Spec extends RequestSpec = RequestSpec> {
  spec: Spec;
  onChange: (spec: Spec) => void;
  /** What the portal said to the fields, once it was asked. */
  problems: readonly Problem[];
  options: RequestOptions;
  /** Names of the groups that the catalog has. */
  groups: readonly string[];
  /** It was approved before: what it is called and where it lies stays. */
  standing: boolean;
}

/** `` for none, which is not the same as 0. */
export function numberIn(text: string): number | undefined {
  const value = Number.parseInt(text, 10);
  return Number.isNaN(value) ? undefined : value;
}
