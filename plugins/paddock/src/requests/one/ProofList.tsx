import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import ErrorIcon from '@material-ui/icons/Error';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import type { Proof } from '@paddock/backstage-plugin-paddock-common';
import { Age } from '../../parts/text/Age';
import { ToneChip } from '../../parts/ToneChip';
import { visible } from '../../parts/text/visible';

const useStyles = makeStyles(theme => ({
  root: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1),
    overflowWrap: 'anywhere',
    marginTop: theme.spacing(1),
  },
}));

const looks = {
  proven: { word: 'Passed', tone: 'good', icon: CheckCircleIcon },
  failed: { word: 'Failed', tone: 'bad', icon: ErrorIcon },
  open: { word: 'Open', tone: 'weak', icon: HourglassEmptyIcon },
} as const;

/** What was observed that shows that it is what it should be. */
export function ProofList({ proofs }: { proofs: Proof[] }) {
  const classes = useStyles();
  if (proofs.length === 0) {
    return <Typography variant="body2">Not verified yet.</Typography>;
  }
  return (
    <ul className={classes.root} aria-label="Checks">
      {proofs.map(({ what, outcome, detail, at }) => (
        <li key={what} className={classes.item}>
          <ToneChip {...looks[outcome]} />
          <Typography variant="body2" component="span">
            {visible(what)}
          </Typography>
          <Typography variant="body2" component="span" color="textSecondary">
            {detail && `${visible(detail)} · `}checked <Age since={at} /> ago
          </Typography>
        </li>
      ))}
    </ul>
  );
}
