import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { Denied } from '../../parts/state/Denied';
import { Notice } from '../../parts/state/Notice';
import { Waiting } from '../../parts/state/Waiting';
import { timeOf } from '../../parts/text/time';
import type { RequestOptions } from '@paddock/backstage-plugin-paddock-common';
import type { Loaded } from '../../portal/useLoaded';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2),
    minWidth: 0,
    '& > * + *': { marginTop: theme.spacing(2) },
  },
}));

interface FormFrameProps<Options extends RequestOptions> {
  title: string;
  loaded: Loaded<Options>;
  onAgain: () => void;
  children: (options: Options) => ReactNode;
}

/** Why there is nothing to fill in; nothing where there is. */
function lackOf({ teams, clusters }: RequestOptions): string | undefined {
  if (teams.length === 0) {
    return 'You belong to no team, and whatever is asked for is owned by one. The portal’s administrators can add you to yours.';
  }
  return clusters.length === 0
    ? 'The portal knows no cluster yet. Its administrators connect them.'
    : undefined;
}

function Body<Options extends RequestOptions>(props: FormFrameProps<Options>) {
  const { loaded, onAgain, children } = props;
  switch (loaded.state) {
    case 'waiting':
      return <Waiting what="the form" rows={8} />;
    case 'denied':
      return (
        <Denied
          what="this form"
          missing={[]}
          permission={loaded.permission}
          reason={loaded.permission ? undefined : loaded.reason}
        />
      );
    case 'gone':
    case 'lost':
      return (
        <Notice tone="warning" title="The form cannot be shown now.">
          <Typography>
            {loaded.reason} What can be chosen from was not to be read
            {loaded.state === 'lost' && ` at ${timeOf(loaded.since)}`}; nothing
            is lost.
          </Typography>
          <Button size="small" variant="outlined" onClick={onAgain}>
            Try again
          </Button>
        </Notice>
      );
    default: {
      const lack = lackOf(loaded.value);
      return lack ? (
        <Notice tone="warning" title="There is nothing to ask for yet.">
          <Typography>{lack}</Typography>
        </Notice>
      ) : (
        <>{children(loaded.value)}</>
      );
    }
  }
}

/** A form's page: its title, and its faces until there is a form. */
export function FormFrame<Options extends RequestOptions>(
  props: FormFrameProps<Options>,
) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <Typography variant="h5" component="h1">
        {props.title}
      </Typography>
      <Body {...props} />
    </div>
  );
}
