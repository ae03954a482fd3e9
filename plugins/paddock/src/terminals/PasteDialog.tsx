import Typography from '@material-ui/core/Typography';
import { ActDialog } from '../parts/dialog/ActDialog';
import { CopyBlock } from '../parts/text/CopyBlock';
import type { Pasted } from './paste';

interface PasteDialogProps {
  pasted: Pasted;
  onPaste: (text: string) => void;
  onClose: () => void;
}

/** Asks before several lines are pasted: a shell runs each of them at once. */
export function PasteDialog({ pasted, onPaste, onClose }: PasteDialogProps) {
  const text = pasted.is === 'too-long' ? '' : pasted.text;
  const tooLong =
    'A terminal takes at most 128 KiB at once. Copy a file in another way, or paste it in parts.';
  return (
    <ActDialog
      title={
        pasted.is === 'several-lines'
          ? `Paste ${pasted.lines} lines`
          : 'This is too long to be pasted'
      }
      confirm="Paste"
      may={text ? true : tooLong}
      onConfirm={async () => onPaste(text)}
      onClose={onClose}
    >
      <Typography>
        {text
          ? 'Every line is run as a command as soon as it is pasted.'
          : tooLong}
      </Typography>
      {text && <CopyBlock label="text to be pasted" text={text} />}
    </ActDialog>
  );
}
