import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useId, type ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: { minWidth: 0, '& > * + *': { marginTop: theme.spacing(1) } },
}));

/** One part of the home page, with its heading. */
export function Section(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.root}>
      <Typography id={id} variant="h6" component="h2">
        {props.title}
      </Typography>
      {props.children}
    </section>
  );
}
