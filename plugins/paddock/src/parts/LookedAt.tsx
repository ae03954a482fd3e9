import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { MissingRight } from '@paddock/backstage-plugin-paddock-common';
import type { ReactNode } from 'react';
import type { Looked } from '../portal/useLooked';
import { Denied } from './Denied';
import { Freshness } from './Freshness';
import { Lost } from './Lost';
import { Notice } from './Notice';
import { Refused } from './Refused';
import { Waiting } from './Waiting';

const useStyles = makeStyles(theme => ({
  root: { '& > * + *': { marginTop: theme.spacing(1) } },
  stale: { opacity: 0.65 },
}));

interface LookedAtProps<Value> {
  /** What is looked at: `the ConfigMaps of payments`. */
  what: string;
  looked: Looked<Value>;
  /** The right that lacks where the cluster refuses; without it its own words are shown. */
  missing?: MissingRight;
  children: (value: Value) => ReactNode;
}

const capital = (text: string) => text[0]?.toUpperCase() + text.slice(1);

/** Whatever is known of something that the backend reads when it is asked. */
export function LookedAt<Value>(props: LookedAtProps<Value>) {
  const { what, looked, missing, children } = props;
  const classes = useStyles();
  switch (looked.state) {
    case 'waiting':
      return <Waiting what={what} rows={3} />;
    case 'denied':
      return missing ? (
        <Denied what={what} missing={[missing]} />
      ) : (
        <Refused what={capital(what)} reason={looked.reason} />
      );
    case 'gone':
      return (
        <Notice tone="warning" title={`${capital(what)} cannot be found.`}>
          <Typography>{looked.reason}</Typography>
        </Notice>
      );
    case 'lost':
      return <Lost what={capital(what)} {...looked} />;
    default:
      return (
        <div className={classes.root}>
          <Freshness
            freshness={
              looked.state === 'ready'
                ? { state: 'live', at: looked.at }
                : looked
            }
          />
          {looked.state === 'stale' && (
            <Typography role="alert">
              {looked.reason} What is shown is the last known state; this page
              goes on by itself.
            </Typography>
          )}
          <div className={looked.state === 'stale' ? classes.stale : undefined}>
            {children(looked.value)}
          </div>
        </div>
      );
  }
}
