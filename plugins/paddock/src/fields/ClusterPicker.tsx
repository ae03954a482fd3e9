import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { ChoiceField } from './ChoiceField';
import { clusterChoices } from './choices';
import { useOptions } from './useOptions';

/** The portal's clusters. The value is the name of one; where there is only one, it is chosen already. */
export function ClusterPicker(
  props: FieldExtensionComponentProps<string, object>,
) {
  const { formData, onChange } = props;
  const options = useOptions();
  return (
    <ChoiceField
      field={props}
      options={options}
      choices={'value' in options ? clusterChoices(options.value) : []}
      value={formData ?? ''}
      onChoose={value => onChange(value || undefined)}
    />
  );
}
