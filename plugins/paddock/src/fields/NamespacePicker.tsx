import type {
  CustomFieldValidator,
  FieldExtensionComponentProps,
} from '@backstage/plugin-scaffolder-react';
import { ChoiceField } from './ChoiceField';
import { keyOf, namespaceChoices, placeOf, type Place } from './choices';
import { useOptions } from './useOptions';

export interface NamespacePickerOptions {
  /** Given: nothing has to be chosen, and this says what happens then. */
  emptyText?: string;
}

/** Namespaces in which the person may run something. The value is an object with `cluster` and `namespace`. */
export function NamespacePicker(
  props: FieldExtensionComponentProps<Place, NamespacePickerOptions>,
) {
  const { formData, onChange, uiSchema } = props;
  const options = useOptions();
  const place = placeOf(formData);
  const choices = 'value' in options ? namespaceChoices(options.value) : [];
  const choose = (key: string) => {
    const slash = key.indexOf('/');
    onChange(
      slash < 0
        ? undefined
        : { cluster: key.slice(0, slash), namespace: key.slice(slash + 1) },
    );
  };
  return (
    <ChoiceField
      field={props}
      options={options}
      choices={choices}
      value={place ? keyOf(place) : ''}
      onChoose={choose}
      emptyText={uiSchema['ui:options']?.emptyText}
      help={
        choices.length === 0
          ? 'There is no namespace yet in which you may create workloads.'
          : undefined
      }
    />
  );
}

/** A form begins an object as an empty one, which `required` takes for something chosen. */
export const validatePlace: CustomFieldValidator<
  Place,
  NamespacePickerOptions
> = (value, field, { uiSchema }) => {
  const optional = uiSchema?.['ui:options']?.emptyText !== undefined;
  if (!optional && !placeOf(value)) field.addError('Choose a namespace.');
};
