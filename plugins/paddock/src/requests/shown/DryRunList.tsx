import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import BlockIcon from '@material-ui/icons/Block';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import HelpIcon from '@material-ui/icons/Help';
import type { DryRun } from '@paddock/backstage-plugin-paddock-common';
import { ToneChip } from '../../parts/ToneChip';
import { visible } from '../../parts/text/visible';

const useStyles = makeStyles(theme => ({
  root: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    overflowWrap: 'anywhere',
    marginTop: theme.spacing(0.5),
  },
}));

const looks = {
  accepted: { word: 'Accepted', tone: 'good', icon: CheckCircleIcon },
  refused: { word: 'Refused', tone: 'bad', icon: BlockIcon },
  partly: { word: 'Partly tried', tone: 'weak', icon: HelpIcon },
} as const;

/** How the cluster took each object in a dry run, with its own words. */
export function DryRunList({ runs }: { runs: DryRun[] }) {
  const classes = useStyles();
  if (runs.length === 0) {
    return <Typography variant="body2">Nothing was tried yet.</Typography>;
  }
  return (
    <ul className={classes.root} aria-label="Dry run on the cluster">
      {runs.map(({ object, outcome }) => (
        <li key={object} className={classes.item}>
          <ToneChip {...looks[outcome.state]} />
          <Typography variant="body2" component="span">
            {visible(object)}
            {outcome.state !== 'accepted' && `: ${visible(outcome.message)}`}
          </Typography>
        </li>
      ))}
    </ul>
  );
}
