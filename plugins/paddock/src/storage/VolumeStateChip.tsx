import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import DeleteIcon from '@material-ui/icons/Delete';
import ErrorIcon from '@material-ui/icons/Error';
import HotelIcon from '@material-ui/icons/Hotel';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import type { VolumeLine } from '@paddock/backstage-plugin-paddock-common';
import { ToneChip } from '../parts/ToneChip';

const looks = {
  bound: { word: 'Ready', tone: 'good', icon: CheckCircleIcon },
  'waits-for-pod': {
    word: 'Waits for its first pod',
    tone: 'quiet',
    icon: HotelIcon,
  },
  pending: { word: 'Pending', tone: 'busy', icon: HourglassEmptyIcon },
  lost: { word: 'Lost', tone: 'bad', icon: ErrorIcon },
  leaving: { word: 'Being deleted', tone: 'weak', icon: DeleteIcon },
} as const;

/** How a claim is, as a word, an icon and a colour. */
export function VolumeStateChip({ volume }: { volume: VolumeLine }) {
  return <ToneChip {...looks[volume.state]} />;
}
