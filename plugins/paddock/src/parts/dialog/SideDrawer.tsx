import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import { useId, type ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  paper: {
    width: 'min(60rem, 100vw)',
    padding: theme.spacing(2),
    // It is a column as high as the window: what clips its own content, as tabs do, would shrink for a tall neighbour.
    '& > *': { flexShrink: 0 },
  },
  head: {
    display: 'flex',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    overflowWrap: 'anywhere',
  },
}));

interface SideDrawerProps {
  open: boolean;
  title: string;
  /** Where it is: cluster and namespace. */
  place?: string;
  closeLabel: string;
  onClose: () => void;
  /** A click beside it does not close it: something would be lost. */
  isKept?: boolean;
  children: ReactNode;
}

/** Something that is looked at beside the page, which stays where it was. */
export function SideDrawer(props: SideDrawerProps) {
  const { open, title, place, closeLabel, onClose, isKept, children } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <Drawer
      anchor="right"
      open={open}
      onClose={(_, reason) => {
        if (!isKept || reason === 'escapeKeyDown') onClose();
      }}
      PaperProps={{
        className: classes.paper,
        role: 'dialog',
        'aria-modal': true,
        'aria-labelledby': id,
      }}
    >
      <div className={classes.head}>
        <div>
          <Typography variant="h6" component="h2" id={id}>
            {title}
          </Typography>
          {place && <Typography variant="body2">{place}</Typography>}
        </div>
        <IconButton aria-label={closeLabel} onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </div>
      {children}
    </Drawer>
  );
}
