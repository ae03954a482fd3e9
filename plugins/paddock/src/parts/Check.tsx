import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';

interface CheckProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** One thing that is so or not. */
export function Check({ label, checked, onChange }: CheckProps) {
  return (
    <div>
      <FormControlLabel
        control={
          <Checkbox
            color="primary"
            size="small"
            checked={checked}
            onChange={(_, now) => onChange(now)}
          />
        }
        label={label}
      />
    </div>
  );
}
