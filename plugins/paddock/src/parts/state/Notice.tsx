import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2),
    borderLeft: `4px solid ${theme.palette.divider}`,
    overflowWrap: 'anywhere',
    '& > * + *': { marginTop: theme.spacing(1) },
  },
  info: { borderLeftColor: theme.palette.info.main },
  warning: { borderLeftColor: theme.palette.warning.main },
  error: { borderLeftColor: theme.palette.error.main },
}));

interface NoticeProps {
  title: string;
  tone?: 'info' | 'warning' | 'error';
  children?: ReactNode;
}

/** A sentence that stands instead of data, or above it, and what to do. */
export function Notice({ title, tone = 'info', children }: NoticeProps) {
  const classes = useStyles();
  return (
    <Paper
      variant="outlined"
      className={`${classes.root} ${classes[tone]}`}
      role={tone === 'info' ? 'note' : 'alert'}
    >
      <Typography variant="subtitle1" component="h2">
        {title}
      </Typography>
      {children}
    </Paper>
  );
}
