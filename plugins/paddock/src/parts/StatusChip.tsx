import Chip from '@material-ui/core/Chip';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import ErrorIcon from '@material-ui/icons/Error';
import HelpIcon from '@material-ui/icons/Help';
import HotelIcon from '@material-ui/icons/Hotel';
import PauseCircleFilledIcon from '@material-ui/icons/PauseCircleFilled';
import SyncIcon from '@material-ui/icons/Sync';
import WarningIcon from '@material-ui/icons/Warning';
import type { WorkloadState } from '@paddock/backstage-plugin-paddock-common';
import type { ComponentType } from 'react';

type Tone = 'good' | 'busy' | 'bad' | 'weak' | 'quiet';

/** How each state is said, everywhere. */
export const stateWords: Record<WorkloadState, string> = {
  healthy: 'Healthy',
  'rolling-out': 'Rolling out',
  stuck: 'Stuck',
  degraded: 'Degraded',
  'scaled-to-zero': 'Scaled to zero',
  suspended: 'Suspended',
  unknown: 'Unknown',
};

const looks: Record<WorkloadState, [ComponentType<{}>, Tone]> = {
  healthy: [CheckCircleIcon, 'good'],
  'rolling-out': [SyncIcon, 'busy'],
  stuck: [ErrorIcon, 'bad'],
  degraded: [WarningIcon, 'weak'],
  'scaled-to-zero': [HotelIcon, 'quiet'],
  suspended: [PauseCircleFilledIcon, 'quiet'],
  unknown: [HelpIcon, 'quiet'],
};

/** The text keeps the page's own colour, so that it is readable in both themes. */
function toned(theme: Theme, tone: 'success' | 'info' | 'error' | 'warning') {
  const { main } = theme.palette[tone];
  return { borderColor: main, '& svg': { color: main } };
}

const useStyles = makeStyles(theme => ({
  root: { margin: 0, fontWeight: 600 },
  good: toned(theme, 'success'),
  busy: toned(theme, 'info'),
  bad: toned(theme, 'error'),
  weak: toned(theme, 'warning'),
  quiet: { '& svg': { color: theme.palette.text.secondary } },
}));

/** A state as a word, an icon and a colour. */
export function StatusChip({ state }: { state: WorkloadState }) {
  const classes = useStyles();
  const [Icon, tone] = looks[state];
  return (
    <Chip
      size="small"
      variant="outlined"
      icon={<Icon aria-hidden />}
      label={stateWords[state]}
      className={`${classes.root} ${classes[tone]}`}
    />
  );
}
