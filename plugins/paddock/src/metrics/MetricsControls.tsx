import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import {
  metricRanges,
  type MetricHistory,
  type MetricSubject,
} from '@paddock/backstage-plugin-paddock-common';
import { useId } from 'react';
import { rangesOf, rangeWords } from './rangeWords';
import { keyOf, subjectWords } from './subjects';
import type { useMetricsView } from './useMetricsView';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-end',
    gap: theme.spacing(1, 2),
    '& select': { maxWidth: '60vw' },
  },
}));

interface MetricsControlsProps extends ReturnType<typeof useMetricsView> {
  history: MetricHistory;
  /** Among what can be chosen here, and what is. */
  choice?: { subjects: MetricSubject[]; subject: MetricSubject };
}

/** Of whom, how far back, and whether in charts or in words. */
export function MetricsControls(props: MetricsControlsProps) {
  const { view, change, history, choice } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <div className={classes.root}>
      {choice && (
        <TextField
          select
          id={`${id}-of`}
          label="Of"
          value={keyOf(choice.subject)}
          onChange={({ target }) => change({ of: target.value })}
          SelectProps={{ native: true }}
        >
          {choice.subjects.map(each => (
            <option key={keyOf(each)} value={keyOf(each)}>
              {subjectWords(each)}
            </option>
          ))}
        </TextField>
      )}
      <TextField
        select
        id={`${id}-range`}
        label="Range"
        value={view.range}
        onChange={({ target }) =>
          change({ range: metricRanges.find(each => each === target.value) })
        }
        SelectProps={{ native: true }}
      >
        {rangesOf(history, view.range).map(range => (
          <option key={range} value={range}>
            {rangeWords(range)}
          </option>
        ))}
      </TextField>
      <Button
        size="small"
        variant={view.look === 'table' ? 'contained' : 'outlined'}
        aria-pressed={view.look === 'table'}
        onClick={() =>
          change({ look: view.look === 'table' ? 'charts' : 'table' })
        }
      >
        As a table
      </Button>
    </div>
  );
}
