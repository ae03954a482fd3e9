import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import {
  metricRanges,
  type MetricsAnswer,
  type MetricSubject,
} from '@paddock/backstage-plugin-paddock-common';
import { useId } from 'react';
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
  answer: MetricsAnswer;
  subject: MetricSubject;
}

/** Of whom, how far back, and whether in charts or in words. */
export function MetricsControls(props: MetricsControlsProps) {
  const { view, change, answer, subject } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <div className={classes.root}>
      <TextField
        select
        id={`${id}-of`}
        label="Of"
        value={keyOf(subject)}
        onChange={({ target }) => change({ of: target.value })}
        SelectProps={{ native: true }}
      >
        {answer.subjects.map(each => (
          <option key={keyOf(each)} value={keyOf(each)}>
            {subjectWords(each)}
          </option>
        ))}
      </TextField>
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
        {metricRanges.map(range => (
          <option key={range} value={range}>
            last {range} min
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
