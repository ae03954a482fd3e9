import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { ChoiceField } from './ChoiceField';
import { useServices } from './useServices';

/** Services of the person and their groups that run in Kubernetes. The value is an entity reference. */
export function ServicePicker(
  props: FieldExtensionComponentProps<string, object>,
) {
  const { formData, onChange } = props;
  const services = useServices();
  const choices = 'value' in services ? services.value : [];
  return (
    <ChoiceField
      field={props}
      options={services}
      choices={choices}
      value={formData ?? ''}
      onChoose={value => onChange(value || undefined)}
      help={
        choices.length === 0
          ? "You don't own any services in Kubernetes yet. Create one from a template, or ask its owners to add you to their group."
          : undefined
      }
    />
  );
}
