import { LinkButton } from '@backstage/core-components';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { Section } from './Section';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 16rem), 1fr))',
  },
  way: {
    padding: theme.spacing(2),
    '& > * + *': { marginTop: theme.spacing(1) },
  },
}));

function Way(props: { title: string; words: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <Paper variant="outlined" className={classes.way}>
      <Typography variant="subtitle1" component="h3">
        {props.title}
      </Typography>
      <Typography variant="body2">{props.words}</Typography>
      {props.children}
    </Paper>
  );
}

interface WaysToStartProps {
  ask: ReactNode;
  create: string;
  catalog: string;
}

/** Where to begin: make, ask, find. */
export function WaysToStart({ ask, create, catalog }: WaysToStartProps) {
  const classes = useStyles();
  const button = {
    size: 'small',
    variant: 'outlined',
    color: 'primary',
  } as const;
  return (
    <Section title="Begin something">
      <div className={classes.root}>
        <Way
          title="New service"
          words="A template makes the repository, builds the image and deploys it; you watch it come up."
        >
          <LinkButton to={create} {...button}>
            Choose a template
          </LinkButton>
        </Way>
        <Way
          title="Ask for something"
          words="While you fill in the form it says whether it is approved at once, and by whom if not."
        >
          {ask}
        </Way>
        <Way
          title="Find something"
          words="Every service, its owner, its documentation and how it is now."
        >
          <LinkButton to={catalog} {...button}>
            Open the catalog
          </LinkButton>
        </Way>
      </div>
    </Section>
  );
}
