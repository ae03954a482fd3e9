import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import {
  workloadKinds,
  workloadStates,
  type WorkloadWindow,
} from '@paddock/backstage-plugin-paddock-common';
import { useId } from 'react';
import { ChosenNames } from '../../parts/ChosenNames';
import { stateWords } from '../../parts/StatusChip';
import { ToggleChips } from '../../parts/ToggleChips';
import { useTyped } from '../../parts/useTyped';
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
  text: { flex: '1 1 14rem', maxWidth: '24rem' },
}));

interface WorkloadFiltersProps {
  filters: Filters;
  onChange: (filters: Filters) => void;
  /** Counts and names of what there is, once that is known. */
  window: WorkloadWindow | undefined;
  clusters: string[];
}

/** The filters of the Workloads page. */
export function WorkloadFilters(props: WorkloadFiltersProps) {
  const { filters, onChange, window, clusters } = props;
  const classes = useStyles();
  const textId = useId();
  const { typed, setTyped } = useTyped(filters.text, text =>
    onChange({ ...filters, text }),
  );
  return (
    <div className={classes.root} role="search" aria-label="Filter workloads">
      <TextField
        id={textId}
        className={classes.text}
        size="small"
        variant="outlined"
        type="search"
        label="Name, namespace or component"
        value={typed}
        inputProps={{ maxLength: 200 }}
        onChange={({ target }) => setTyped(target.value)}
      />
      <ChosenNames
        what="namespace"
        known={window?.namespaces ?? {}}
        chosen={filters.namespace}
        onChange={namespace => onChange({ ...filters, namespace })}
      />
      <ChosenNames
        what="cluster"
        known={Object.fromEntries(clusters.map(name => [name, undefined]))}
        chosen={filters.cluster}
        onChange={cluster => onChange({ ...filters, cluster })}
      />
      <ToggleChips
        label="State"
        options={workloadStates.map(value => ({
          value,
          text: stateWords[value],
          count: window && (window.states[value] ?? 0),
        }))}
        chosen={filters.state}
        onChange={state => onChange({ ...filters, state })}
      />
      <ToggleChips
        label="Kind"
        options={workloadKinds.map(value => ({ value, text: value }))}
        chosen={filters.kind}
        onChange={kind => onChange({ ...filters, kind })}
      />
      {isFiltered(filters) && (
        <Button
          size="small"
          onClick={() =>
            onChange({ ...noFilters, sort: filters.sort, order: filters.order })
          }
        >
          Clear filters
        </Button>
      )}
    </div>
  );
}
