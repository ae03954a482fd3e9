import AssignmentIcon from '@material-ui/icons/Assignment';
import BlockIcon from '@material-ui/icons/Block';
import BuildIcon from '@material-ui/icons/Build';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import DeleteIcon from '@material-ui/icons/Delete';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import ReplayIcon from '@material-ui/icons/Replay';
import SyncIcon from '@material-ui/icons/Sync';
import TimerOffIcon from '@material-ui/icons/TimerOff';
import WarningIcon from '@material-ui/icons/Warning';
import type { RequestState } from '@paddock/backstage-plugin-paddock-common';
import type { ComponentType } from 'react';
import { ToneChip, type Tone } from '../parts/ToneChip';
import { stateWords } from './words';

const looks: Record<RequestState, [ComponentType<{}>, Tone]> = {
  draft: [AssignmentIcon, 'quiet'],
  waiting: [HourglassEmptyIcon, 'weak'],
  making: [BuildIcon, 'busy'],
  attention: [WarningIcon, 'bad'],
  live: [CheckCircleIcon, 'good'],
  removing: [SyncIcon, 'busy'],
  withdrawn: [ReplayIcon, 'quiet'],
  rejected: [BlockIcon, 'quiet'],
  expired: [TimerOffIcon, 'quiet'],
  removed: [DeleteIcon, 'quiet'],
};

/** Where a request is in its life, as a word, an icon and a colour. */
export function StateChip({ state }: { state: RequestState }) {
  const [icon, tone] = looks[state];
  return <ToneChip word={stateWords[state]} icon={icon} tone={tone} />;
}
