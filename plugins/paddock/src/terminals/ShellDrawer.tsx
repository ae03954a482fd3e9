import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import { useId } from 'react';
import { type ShellKnown, ShellPanel } from './ShellPanel';
import { useShellPlace } from './useShellPlace';

const useStyles = makeStyles(theme => ({
  paper: { width: 'min(60rem, 100vw)', padding: theme.spacing(2) },
  head: {
    display: 'flex',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
  },
}));

/** A new shell beside the page. Closing it ends the terminal, and removes its pod. */
export function ShellDrawer({ known }: { known: ShellKnown }) {
  const { place, show, close } = useShellPlace();
  const classes = useStyles();
  const id = useId();
  return (
    <Drawer
      anchor="right"
      open={place !== undefined}
      // A click beside it must not end what somebody works in.
      onClose={(_, reason) => reason === 'escapeKeyDown' && close()}
      PaperProps={{
        className: classes.paper,
        role: 'dialog',
        'aria-modal': true,
        'aria-labelledby': id,
      }}
    >
      {place && (
        <>
          <div className={classes.head}>
            <Typography variant="h6" component="h2" id={id}>
              New shell
            </Typography>
            <IconButton
              aria-label="Close the shell and remove its pod"
              onClick={close}
            >
              <CloseIcon />
            </IconButton>
          </div>
          <ShellPanel place={place} known={known} onPlace={show} />
        </>
      )}
    </Drawer>
  );
}
