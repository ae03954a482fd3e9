import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import BlockIcon from '@material-ui/icons/Block';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import type { Verdict as Said } from '@paddock/backstage-plugin-paddock-common';
import { visible } from '../../parts/text/visible';
import { describeVerdict } from '../verdict';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    gap: theme.spacing(1),
    overflowWrap: 'anywhere',
    '& svg': { marginTop: 2 },
  },
  automatic: { color: theme.palette.success.main },
  approval: { color: theme.palette.warning.main },
  no: { color: theme.palette.error.main },
}));

const icons = {
  automatic: CheckCircleIcon,
  approval: HourglassEmptyIcon,
  no: BlockIcon,
};

/** What the rules say, as a sentence with an icon. */
export function Verdict({ verdict }: { verdict: Said }) {
  const classes = useStyles();
  const { line, advice } = describeVerdict(verdict);
  const Icon = icons[verdict.say];
  return (
    <div className={classes.root}>
      <Icon aria-hidden className={classes[verdict.say]} />
      <div>
        <Typography>{visible(line)}</Typography>
        {advice && (
          <Typography>Possible would be: {visible(advice)}</Typography>
        )}
      </div>
    </div>
  );
}
