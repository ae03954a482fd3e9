import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import type { StorageClassFacts } from '@paddock/backstage-plugin-paddock-common';
import { ChoiceField } from './ChoiceField';
import { classesOf, clusterOf, describeClass, hindranceOf } from './choices';
import { useOptions, type Options } from './useOptions';

/**
 * Storage classes of the cluster that the form has chosen, each with what speaks for and against it. Those that cannot
 * serve are told of and not offered. The value is the name of one.
 */
export function StorageClassPicker(
  props: FieldExtensionComponentProps<string, object>,
) {
  const { formData, onChange, formContext } = props;
  const form: Record<string, unknown> = formContext?.formData ?? {};
  const options = useOptions();
  const found = look(options, form);
  const fitting = found.classes.filter(
    each => hindranceOf(each, form.accessMode) === undefined,
  );
  return (
    <ChoiceField
      field={props}
      options={options}
      choices={fitting.map(each => ({
        value: each.name,
        text: `${each.name}: ${describeClass(each)}`,
      }))}
      value={formData ?? ''}
      onChoose={value => onChange(value || undefined)}
      help={helpOf(found, form.accessMode)}
    />
  );
}

interface Found {
  cluster?: string;
  classes: StorageClassFacts[];
}

function look(options: Options, form: Record<string, unknown>): Found {
  if (!('value' in options)) return { classes: [] };
  const cluster = clusterOf(options.value, form);
  return { cluster, classes: classesOf(options.value, cluster) };
}

function helpOf({ cluster, classes }: Found, accessMode: unknown) {
  if (cluster === undefined) return 'Choose the namespace or cluster first.';
  if (classes.length === 0) return `${cluster} has no storage classes.`;
  const left = classes.flatMap(each => {
    const hindrance = hindranceOf(each, accessMode);
    return hindrance ? [`${each.name} (${hindrance})`] : [];
  });
  return left.length > 0 ? `Not offered: ${left.join(', ')}.` : undefined;
}
