import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import type { Loaded } from '../../portal/useLoaded';
import { Freshness } from './Freshness';
import { NotReady } from './NotReady';

const useStyles = makeStyles(theme => ({
  root: { '& > * + *': { marginTop: theme.spacing(1) } },
  stale: { opacity: 0.65 },
}));

interface LookedAtProps<Value> {
  /** What is looked at: `the ConfigMaps of payments`. */
  what: string;
  looked: Loaded<Value>;
  children: (value: Value) => ReactNode;
}

/** Whatever is known of something that the backend reads when it is asked. */
export function LookedAt<Value>(props: LookedAtProps<Value>) {
  const { what, looked, children } = props;
  const classes = useStyles();
  if (looked.state !== 'ready' && looked.state !== 'stale') {
    return <NotReady what={what} loaded={looked} />;
  }
  const isStale = looked.state === 'stale';
  return (
    <div className={classes.root}>
      <Freshness
        freshness={isStale ? looked : { state: 'live', at: looked.at }}
      />
      {isStale && (
        <Typography role="alert">
          {looked.reason} What is shown is the last known state; this page goes
          on by itself.
        </Typography>
      )}
      <div className={isStale ? classes.stale : undefined}>
        {children(looked.value)}
      </div>
    </div>
  );
}
