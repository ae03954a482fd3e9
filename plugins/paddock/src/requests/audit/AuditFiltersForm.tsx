import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useState, type FormEvent } from 'react';
import { Field } from '../../parts/Field';
import type { AuditFilters } from '../answers';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1, 2),
    gridTemplateColumns: 'repeat(auto-fit, minmax(12rem, 1fr))',
    alignItems: 'start',
  },
}));

const fields = [
  { name: 'text', label: 'Text', help: 'Anywhere in a line.', max: 200 },
  {
    name: 'actor',
    label: 'Who',
    help: 'user:default/ana, or portal.',
    max: 320,
  },
  { name: 'event', label: 'Event', help: 'request-approve', max: 100 },
  {
    name: 'requestId',
    label: 'Request',
    help: 'The id in its address.',
    max: 64,
  },
] as const;

interface AuditFiltersFormProps {
  filters: AuditFilters;
  onSearch: (filters: AuditFilters) => void;
}

/** What to search the trail for. */
export function AuditFiltersForm(props: AuditFiltersFormProps) {
  const { filters, onSearch } = props;
  const classes = useStyles();
  const [typed, setTyped] = useState(filters);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(typed);
  };
  return (
    <form
      role="search"
      aria-label="Search the audit trail"
      className={classes.root}
      onSubmit={submit}
    >
      {fields.map(({ name, label, help, max }) => (
        <div key={name}>
          <Field
            label={label}
            value={typed[name]}
            onChange={value => setTyped({ ...typed, [name]: value })}
            help={help}
            maxLength={max}
          />
        </div>
      ))}
      <div>
        <Button type="submit" variant="outlined" color="primary">
          Search
        </Button>
      </div>
    </form>
  );
}
