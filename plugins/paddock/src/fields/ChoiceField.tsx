import { ScaffolderField } from '@backstage/plugin-scaffolder-react/alpha';
import { useEffect } from 'react';
import { Field } from '../parts/Field';
import type { Loaded } from '../portal/useLoaded';
import type { Choice } from './choices';

interface Props {
  /** What the form hands to the field, as far as it shows. */
  field: {
    schema: { title?: string; description?: string };
    uiSchema: { 'ui:description'?: string };
    rawErrors?: string[];
    required?: boolean;
    disabled?: boolean;
  };
  /** How far the portal has come with saying what there is. */
  options: Loaded<unknown>;
  choices: Choice[];
  /** `''` while nothing is chosen. */
  value: string;
  onChoose: (value: string) => void;
  /** Given: nothing has to be chosen, and this is what nothing means. */
  emptyText?: string;
  /** Shown below; where there is nothing to choose, why. */
  help?: string;
}

/** One choice of a template's form, from what the portal says can be chosen. */
export function ChoiceField(props: Props) {
  const { field, options, choices, value, onChoose, emptyText, help } = props;
  const { schema, uiSchema, rawErrors, required, disabled } = field;
  const [only] = choices;
  const isClear = choices.length === 1 && emptyText === undefined;

  useEffect(() => {
    if (isClear && only && value === '') onChoose(only.value);
    // The form hands out another function with each letter typed somewhere in it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isClear, only?.value, value]);

  const offered =
    emptyText === undefined
      ? choices
      : [{ value: '', text: emptyText }, ...choices];
  return (
    <ScaffolderField
      rawErrors={rawErrors}
      rawDescription={uiSchema['ui:description'] ?? schema.description}
      required={required}
      disabled={disabled}
    >
      <Field
        label={`${schema.title ?? ''}${required ? ' *' : ''}`}
        value={value}
        onChange={onChoose}
        options={offered}
        help={helpOf(options, help)}
        fixed={disabled}
      />
    </ScaffolderField>
  );
}

function helpOf(options: Loaded<unknown>, help: string | undefined) {
  if (options.state === 'waiting') return 'Asking the portal …';
  return 'value' in options
    ? help
    : `The portal cannot say what there is to choose from: ${options.reason}`;
}
