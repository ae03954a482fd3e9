import CancelIcon from '@material-ui/icons/Cancel';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import DeleteIcon from '@material-ui/icons/Delete';
import ErrorIcon from '@material-ui/icons/Error';
import HelpIcon from '@material-ui/icons/Help';
import HotelIcon from '@material-ui/icons/Hotel';
import PauseCircleFilledIcon from '@material-ui/icons/PauseCircleFilled';
import SyncIcon from '@material-ui/icons/Sync';
import WarningIcon from '@material-ui/icons/Warning';
import type {
  Reach,
  WorkloadState,
} from '@paddock/backstage-plugin-paddock-common';
import type { ComponentType } from 'react';
import { timeOf } from './text/time';
import { ToneChip, type Tone } from './ToneChip';

/** How each state is said, everywhere. */
export const stateWords: Record<WorkloadState, string> = {
  down: 'Down',
  'being-deleted': 'Being deleted',
  healthy: 'Healthy',
  'rolling-out': 'Rolling out',
  stuck: 'Stuck',
  degraded: 'Degraded',
  'scaled-to-zero': 'Scaled to zero',
  paused: 'Paused',
  unknown: 'Unknown',
};

const looks: Record<WorkloadState, [ComponentType<{}>, Tone]> = {
  down: [CancelIcon, 'bad'],
  'being-deleted': [DeleteIcon, 'quiet'],
  healthy: [CheckCircleIcon, 'good'],
  'rolling-out': [SyncIcon, 'busy'],
  stuck: [ErrorIcon, 'bad'],
  degraded: [WarningIcon, 'weak'],
  'scaled-to-zero': [HotelIcon, 'quiet'],
  paused: [PauseCircleFilledIcon, 'quiet'],
  unknown: [HelpIcon, 'quiet'],
};

interface StatusChipProps {
  state: WorkloadState;
  /** How far its cluster can be trusted now; live unless given. */
  reach?: Reach;
}

/** A state as a word, an icon and a colour; without the colour where it is not known to be so any more. */
export function StatusChip({ state, reach }: StatusChipProps) {
  const [icon, tone] = looks[state];
  const word = stateWords[state];
  if (reach?.state !== 'stale') {
    return <ToneChip word={word} icon={icon} tone={tone} />;
  }
  return (
    <span title={reach.reason}>
      <ToneChip
        word={`${word}, stale since ${timeOf(reach.since)}`}
        icon={HelpIcon}
        tone="quiet"
      />
    </span>
  );
}
