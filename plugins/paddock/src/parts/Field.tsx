import TextField from '@material-ui/core/TextField';
import { useId, type ReactNode } from 'react';

interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What it is for, and in which units. */
  help?: ReactNode;
  /** Why it cannot be as it is; stands in the place of the help. */
  problem?: string;
  type?: 'text' | 'number';
  /** Given: one of these is chosen. */
  options?: ReadonlyArray<{ value: string; text: string }>;
  /** Names that are offered while one types. */
  suggestions?: readonly string[];
  multiline?: boolean;
  /** Shown, and not to be changed. */
  fixed?: boolean;
  maxLength?: number;
}

/** One labelled field of a form, with its help or its problem where screen readers find it. */
export function Field(props: FieldProps) {
  const { label, value, onChange, help, problem, options, fixed } = props;
  const { suggestions, maxLength, type = 'text', multiline } = props;
  const id = useId();
  const listId = useId();
  // A choice that is not among the offered ones is shown, not silently replaced.
  const choices =
    options && !options.some(each => each.value === value)
      ? [{ value, text: value || 'Choose one' }, ...options]
      : options;
  return (
    <>
      <TextField
        id={id}
        label={label}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        helperText={problem ?? help}
        error={problem !== undefined}
        type={type}
        select={choices !== undefined}
        SelectProps={{ native: true }}
        // A native choice always shows something at the label's place.
        InputLabelProps={choices && { shrink: true }}
        inputProps={{
          maxLength,
          autoComplete: 'off',
          spellCheck: multiline ?? false,
          ...(suggestions && { list: listId }),
          ...(type === 'number' && { min: 0 }),
        }}
        multiline={multiline}
        minRows={multiline ? 2 : undefined}
        disabled={fixed}
        fullWidth
        variant="outlined"
        size="small"
      >
        {choices?.map(each => (
          <option key={each.value} value={each.value}>
            {each.text}
          </option>
        ))}
      </TextField>
      {suggestions && (
        <datalist id={listId}>
          {suggestions.map(each => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </>
  );
}
