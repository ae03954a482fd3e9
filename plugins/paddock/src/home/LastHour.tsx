import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { Age } from '../parts/text/Age';
import { timeOf } from '../parts/text/time';
import { useNow } from '../parts/text/useNow';
import { visible } from '../parts/text/visible';
import { hourMs, lastHourOf } from './hourLines';
import type { HomeRequests } from './requests';
import { Section } from './Section';
import type { HomeChange } from './useHome';

/** More lines than this are drawn only when asked for. */
const fewLines = 12;

const useStyles = makeStyles(theme => ({
  list: {
    margin: 0,
    paddingLeft: theme.spacing(2.5),
    overflowWrap: 'anywhere',
  },
}));

interface LastHourProps {
  changes: HomeChange[];
  /** Since when the portal has been watching; undefined where that is not known. */
  since: string | undefined;
  requests: HomeRequests;
  pathOf: (ref: string) => string | undefined;
}

/** What became of services and requests within the last hour. */
export function LastHour(props: LastHourProps) {
  const { changes, since, requests, pathOf } = props;
  const classes = useStyles();
  const now = useNow();
  const [all, setAll] = useState(false);
  const lines = lastHourOf({
    changes,
    recent: requests.known?.recent ?? [],
    now,
    pathOf,
    requestPath: requests.pathOf,
  });
  const isYoung = since !== undefined && now - Date.parse(since) < hourMs;
  const shown = all ? lines : lines.slice(0, fewLines);
  return (
    <Section title="In the last hour">
      {isYoung && (
        <Typography variant="body2">
          History since {timeOf(since, now)} (portal start). Earlier changes are
          not listed.
        </Typography>
      )}
      {since === undefined && (
        <Typography variant="body2">
          Changes of services are not known now.
        </Typography>
      )}
      {lines.length === 0 && since !== undefined && requests.known && (
        <Typography>
          Nothing of your services or your teams’ requests has changed.
        </Typography>
      )}
      <ul className={classes.list} aria-label="Changes of the last hour">
        {shown.map(({ id, at, words, to }) => (
          <li key={id}>
            <Typography component="span">
              <Age since={at} /> ago:{' '}
              {to ? <Link to={to}>{visible(words)}</Link> : visible(words)}
            </Typography>
          </li>
        ))}
      </ul>
      {shown.length < lines.length && (
        <Button size="small" onClick={() => setAll(true)}>
          Show all {lines.length}
        </Button>
      )}
    </Section>
  );
}
