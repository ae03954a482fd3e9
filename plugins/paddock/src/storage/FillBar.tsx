import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { VolumeFill } from '@paddock/backstage-plugin-paddock-common';
import { percentWords, sizeWords } from './sizes';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    height: theme.spacing(1.5),
    borderRadius: theme.shape.borderRadius,
    overflow: 'hidden',
    background: theme.palette.action.disabledBackground,
  },
  used: { background: theme.palette.text.secondary },
  // Stripes, so that it differs by more than its colour.
  full: {
    background: `repeating-linear-gradient(45deg, ${theme.palette.error.main} 0 6px, ${theme.palette.error.light} 6px 12px)`,
  },
}));

/** Where little is left, databases and logs soon fail. */
const nearlyFull = 0.85;

/** How full in words: `3.1 GiB of 10 GiB used (31 %)`. */
export function fillWords(fill: VolumeFill): string {
  if (fill.state === 'unknown') {
    return `How full it is, is not known. ${fill.because}`;
  }
  const { used, capacity, of } = fill;
  const amount = `${sizeWords(used)} of ${sizeWords(capacity)}`;
  const share = percentWords(used, capacity);
  const warning = used >= nearlyFull * capacity ? ' Nearly full.' : '';
  return of === 'volume'
    ? `${amount} used (${share}).${warning}`
    : `${amount} used (${share}) of the file system that it shares; its own part is not measured.${warning}`;
}

/** How full a volume is, as a bar with its units and the same in words. */
export function FillBar({ claim, fill }: { claim: string; fill: VolumeFill }) {
  const classes = useStyles();
  const words = fillWords(fill);
  if (fill.state === 'unknown') {
    return <Typography variant="body2">{words}</Typography>;
  }
  const { used, capacity } = fill;
  const share = capacity > 0 ? Math.min(1, used / capacity) : 0;
  return (
    <div>
      <div
        className={classes.bar}
        role="meter"
        aria-label={`How full ${claim} is`}
        aria-valuemin={0}
        aria-valuemax={capacity}
        aria-valuenow={used}
        aria-valuetext={words}
      >
        <span
          className={share >= nearlyFull ? classes.full : classes.used}
          style={{ width: `${100 * share}%` }}
        />
      </div>
      <Typography variant="body2">{words}</Typography>
    </div>
  );
}
