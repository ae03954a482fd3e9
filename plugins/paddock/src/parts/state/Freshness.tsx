import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import FiberManualRecordIcon from '@material-ui/icons/FiberManualRecord';
import WarningIcon from '@material-ui/icons/Warning';
import type { Freshness as Known } from '../../live/topicState';
import { ageOf, exactTime, timeOf } from '../text/time';
import { useNow } from '../text/useNow';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    whiteSpace: 'nowrap',
    '& svg': { fontSize: '1rem' },
  },
  live: { '& svg': { color: theme.palette.success.main } },
  stale: { '& svg': { color: theme.palette.warning.main } },
}));

function sinceWords(at: string, now: number) {
  return now - Date.parse(at) < 10_000 ? 'now' : `${ageOf(at, now)} ago`;
}

/** Whether the page shows what is: `live · updated now`, or `stale since 14:02 CET`. */
export function Freshness({ freshness }: { freshness: Known }) {
  const classes = useStyles();
  const now = useNow();
  const live = freshness.state === 'live';
  const words = live
    ? `live · updated ${sinceWords(freshness.at, now)}`
    : `stale since ${timeOf(freshness.since, now)}`;
  const title = live
    ? `Last change: ${exactTime(freshness.at)}`
    : `${freshness.reason} Since ${exactTime(freshness.since)}.`;
  return (
    <Typography
      variant="body2"
      component="span"
      title={title}
      className={`${classes.root} ${live ? classes.live : classes.stale}`}
    >
      {live ? (
        <FiberManualRecordIcon aria-hidden />
      ) : (
        <WarningIcon aria-hidden />
      )}
      {words}
    </Typography>
  );
}
