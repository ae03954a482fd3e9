import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useMemo, useState } from 'react';
import { LogLines } from './LogLines';
import { useLogs, type LogSource, type LogState } from './useLogs';

const useStyles = makeStyles(theme => ({
  root: { '& > * + *': { marginTop: theme.spacing(1) } },
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 2),
  },
}));

interface LogViewProps {
  cluster: string;
  namespace: string;
  sources: LogSource[];
}

function stateInWords(state: LogState, previous: boolean): string {
  switch (state.is) {
    case 'waiting':
      return 'The log is on its way.';
    case 'following':
      return previous ? 'The run before the last restart.' : 'live';
    case 'queued':
      return `Waiting: ${state.open} log streams are open.`;
    case 'ended':
      return 'The log has ended.';
    case 'rights-lost':
      return 'Your right to read this log was taken away.';
    default:
      return `${state.reason} It is tried again.`;
  }
}

/** The logs of some containers as one, newest below. */
export function LogView({ cluster, namespace, sources }: LogViewProps) {
  const classes = useStyles();
  const [text, setText] = useState('');
  const [times, setTimes] = useState(true);
  const [previous, setPrevious] = useState(false);
  const [troubles, setTroubles] = useState(false);
  const log = useLogs({
    cluster,
    namespace,
    sources,
    previous,
    follow: !previous,
  });
  const shown = useMemo(() => {
    const wanted = text.toLowerCase();
    return log.lines.filter(
      line =>
        (!troubles ||
          line.severity === 'error' ||
          line.severity === 'warning') &&
        (wanted === '' || line.text.toLowerCase().includes(wanted)),
    );
  }, [log.lines, text, troubles]);
  const name = (source: number) => {
    const { pod = '', container } = sources[source] ?? {};
    if (sources.length < 2) return '';
    return container ? `${pod}/${container}` : pod;
  };
  return (
    <div className={classes.root}>
      <div className={classes.tools}>
        <TextField
          id="log-text"
          label="Lines that contain"
          size="small"
          value={text}
          onChange={event => setText(event.target.value.slice(0, 200))}
        />
        <Choice label="Times" on={times} onChange={setTimes} />
        <Choice
          label="Errors and warnings only"
          on={troubles}
          onChange={setTroubles}
        />
        <Choice
          label="Run before the last restart"
          on={previous}
          onChange={setPrevious}
        />
      </div>
      <Typography variant="body2" role="status">
        {stateInWords(log.state, previous)} {shown.length} of {log.lines.length}{' '}
        lines shown
        {log.forgotten > 0 &&
          `; ${log.forgotten} older ones have left this view, and are in the download`}
        .
      </Typography>
      {Object.entries(log.ends).map(([source, reason]) => (
        <Typography key={source} variant="body2" role="alert">
          {name(Number(source))} {reason}
        </Typography>
      ))}
      <LogLines lines={shown} nameOf={name} times={times} />
    </div>
  );
}

interface ChoiceProps {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

function Choice({ label, on, onChange }: ChoiceProps) {
  return (
    <FormControlLabel
      label={label}
      control={
        <Checkbox
          size="small"
          color="primary"
          checked={on}
          onChange={(_, checked) => onChange(checked)}
        />
      }
    />
  );
}
