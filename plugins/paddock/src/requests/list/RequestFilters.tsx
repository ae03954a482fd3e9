import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import {
  requestKinds,
  requestStates,
} from '@paddock/backstage-plugin-paddock-common';
import { useId } from 'react';
import { ToggleChips } from '../../parts/ToggleChips';
import { useTyped } from '../../parts/useTyped';
import { kindWords, stateWords } from '../words';
import { isFiltered, noFilters, type Filters } from './filters';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 2),
    alignItems: 'center',
    // The secondary colour is too pale for text on the page's grey.
    '& label': { color: theme.palette.text.primary },
  },
  text: { flex: '1 1 12rem', maxWidth: '24rem' },
}));

interface RequestFiltersProps {
  filters: Filters;
  onChange: (filters: Filters) => void;
}

/** The filters of the Requests page. */
export function RequestFilters({ filters, onChange }: RequestFiltersProps) {
  const classes = useStyles();
  const textId = useId();
  const { typed, setTyped } = useTyped(filters.text, text =>
    onChange({ ...filters, text }),
  );
  return (
    <div className={classes.root} role="search" aria-label="Filter requests">
      <TextField
        id={textId}
        className={classes.text}
        size="small"
        variant="outlined"
        type="search"
        label="Name or namespace"
        value={typed}
        inputProps={{ maxLength: 200 }}
        onChange={({ target }) => setTyped(target.value)}
      />
      <ToggleChips
        label="Kind"
        options={requestKinds.map(value => ({ value, text: kindWords[value] }))}
        chosen={filters.kind}
        onChange={kind => onChange({ ...filters, kind })}
      />
      <ToggleChips
        label="State"
        options={requestStates.map(value => ({
          value,
          text: stateWords[value],
        }))}
        chosen={filters.state}
        onChange={state => onChange({ ...filters, state })}
      />
      {isFiltered(filters) && (
        <Button
          size="small"
          onClick={() =>
            onChange({
              ...filters,
              kind: noFilters.kind,
              state: noFilters.state,
              text: noFilters.text,
            })
          }
        >
          Clear filters
        </Button>
      )}
    </div>
  );
}
