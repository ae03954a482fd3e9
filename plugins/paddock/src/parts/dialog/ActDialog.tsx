import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { ActButton } from './ActButton';

const useStyles = makeStyles(theme => ({
  content: {
    overflowWrap: 'anywhere',
    '& > * + *': { marginTop: theme.spacing(1.5) },
  },
}));

interface ActDialogProps {
  title: string;
  /** What the button that does it says: `Approve`. */
  confirm: string;
  /** Possible now, or what is still missing. */
  may: true | string;
  /** Resolves once the portal has taken it; what it rejects with is shown. */
  onConfirm: () => Promise<void>;
  onClose: () => void;
  wide?: boolean;
  children: ReactNode;
}

function reasonOf(error: unknown) {
  return error instanceof Error ? error.message : String(error);
}

/** Says what is going to happen, before it happens. The focus goes in when it opens, and back when it closes. */
export function ActDialog(props: ActDialogProps) {
  const { title, confirm, may, onConfirm, onClose, wide, children } = props;
  const classes = useStyles();
  const { breakpoints } = useTheme();
  const narrow = useMediaQuery(breakpoints.down('xs'));
  const titleId = useId();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (may !== true || busy) return;
    setBusy(true);
    setFailure('');
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setFailure(reasonOf(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      fullWidth
      maxWidth={wide ? 'md' : 'sm'}
      fullScreen={narrow}
      aria-labelledby={titleId}
    >
      <form onSubmit={submit} autoComplete="off" noValidate>
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent className={classes.content}>
          {children}
          {failure && (
            <Typography role="alert" color="error">
              {failure}
            </Typography>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <ActButton
            type="submit"
            color="primary"
            variant="contained"
            may={busy ? 'It is on its way.' : may}
          >
            {confirm}
          </ActButton>
        </DialogActions>
      </form>
    </Dialog>
  );
}
