import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { RolloutCounts } from '@paddock/backstage-plugin-paddock-common';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    height: theme.spacing(1.5),
    borderRadius: theme.shape.borderRadius,
    overflow: 'hidden',
    background: theme.palette.action.disabledBackground,
    '& > span': { transition: 'flex-grow 300ms' },
  },
  ready: { background: theme.palette.success.main },
  starting: {
    // Stripes, so that it differs from the others by more than its colour.
    background: `repeating-linear-gradient(45deg, ${theme.palette.info.main} 0 6px, ${theme.palette.info.light} 6px 12px)`,
  },
  old: { background: theme.palette.text.disabled },
}));

/** The counts of a rollout in words. */
export function countWords(counts: RolloutCounts): string {
  const { newReady, newStarting, old, wanted } = counts;
  return `new ready ${newReady} · new not ready ${newStarting} · old ${old} · wanted ${wanted}`;
}

/** How far a rollout is: new pods that are ready, new ones that are not, old ones that are still there. */
export function RolloutBar({ counts }: { counts: RolloutCounts }) {
  const classes = useStyles();
  const { newReady, newStarting, old, wanted } = counts;
  const missing = Math.max(0, wanted - newReady - newStarting - old);
  const words = countWords(counts);
  return (
    <div>
      <div
        className={classes.bar}
        role="progressbar"
        aria-label="Rollout"
        aria-valuemin={0}
        aria-valuemax={wanted}
        aria-valuenow={Math.min(newReady, wanted)}
        aria-valuetext={words}
      >
        <span className={classes.ready} style={{ flexGrow: newReady }} />
        <span className={classes.starting} style={{ flexGrow: newStarting }} />
        <span className={classes.old} style={{ flexGrow: old }} />
        <span style={{ flexGrow: missing }} />
      </div>
      <Typography variant="body2">{words}</Typography>
    </div>
  );
}
