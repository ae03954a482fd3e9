import { makeStyles } from '@material-ui/core/styles';
import BlockIcon from '@material-ui/icons/Block';
import ChatIcon from '@material-ui/icons/ChatBubbleOutline';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import DeleteIcon from '@material-ui/icons/Delete';
import EditIcon from '@material-ui/icons/Edit';
import FiberManualRecordIcon from '@material-ui/icons/FiberManualRecord';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import WarningIcon from '@material-ui/icons/Warning';
import type { TimelineKind } from '@paddock/backstage-plugin-paddock-common';
import type { ComponentType } from 'react';

type Look = [
  icon: ComponentType<{ className?: string }>,
  tone: 'good' | 'weak' | 'bad' | 'quiet',
];

const looks: Partial<Record<TimelineKind, Look>> = {
  edited: [EditIcon, 'quiet'],
  approved: [CheckCircleIcon, 'good'],
  made: [CheckCircleIcon, 'good'],
  proven: [CheckCircleIcon, 'good'],
  mended: [CheckCircleIcon, 'good'],
  rejected: [BlockIcon, 'bad'],
  attention: [WarningIcon, 'bad'],
  drift: [WarningIcon, 'weak'],
  waits: [HourglassEmptyIcon, 'weak'],
  'expiry-warning': [HourglassEmptyIcon, 'weak'],
  comment: [ChatIcon, 'quiet'],
  removing: [DeleteIcon, 'quiet'],
  removed: [DeleteIcon, 'quiet'],
};

const plain: Look = [FiberManualRecordIcon, 'quiet'];

const useStyles = makeStyles(theme => ({
  good: { color: theme.palette.success.main },
  weak: { color: theme.palette.warning.main },
  bad: { color: theme.palette.error.main },
  quiet: { color: theme.palette.text.secondary },
}));

/** What kind of thing happened, beside the word that says so. */
export function TimelineIcon({ kind }: { kind: TimelineKind }) {
  const classes = useStyles();
  const [Icon, tone] = looks[kind] ?? plain;
  return <Icon aria-hidden className={classes[tone]} />;
}
