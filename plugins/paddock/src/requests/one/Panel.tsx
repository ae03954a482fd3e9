import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useId, type ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2),
    overflowWrap: 'anywhere',
    '& > * + *': { marginTop: theme.spacing(1.5) },
  },
}));

interface PanelProps {
  title: string;
  children: ReactNode;
}

/** One part of the page, named by its title. */
export function Panel({ title, children }: PanelProps) {
  const classes = useStyles();
  const id = useId();
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-labelledby={id}
      className={classes.root}
    >
      <Typography id={id} variant="subtitle1" component="h2">
        {title}
      </Typography>
      {children}
    </Paper>
  );
}
