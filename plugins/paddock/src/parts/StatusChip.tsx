import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import ErrorIcon from '@material-ui/icons/Error';
import HelpIcon from '@material-ui/icons/Help';
import HotelIcon from '@material-ui/icons/Hotel';
import PauseCircleFilledIcon from '@material-ui/icons/PauseCircleFilled';
import SyncIcon from '@material-ui/icons/Sync';
import WarningIcon from '@material-ui/icons/Warning';
import type { WorkloadState } from '@paddock/backstage-plugin-paddock-common';
import type { ComponentType } from 'react';
import { ToneChip, type Tone } from './ToneChip';

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

/** A state as a word, an icon and a colour. */
export function StatusChip({ state }: { state: WorkloadState }) {
  const [icon, tone] = looks[state];
  return <ToneChip word={stateWords[state]} icon={icon} tone={tone} />;
}
