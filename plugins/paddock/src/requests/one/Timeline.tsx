import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { TimelineEntry } from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';
import { Age } from '../../parts/text/Age';
import { visible } from '../../parts/text/visible';
import { nameOfRef, timelineWords } from '../words';
import { TimelineIcon } from './TimelineIcon';

/** More than this is drawn only when asked for. */
const few = 40;

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  entry: {
    display: 'flex',
    gap: theme.spacing(1),
    paddingBottom: theme.spacing(1.5),
    overflowWrap: 'anywhere',
    '& svg': { marginTop: 2, fontSize: '1.2rem' },
  },
  body: { minWidth: 0, flex: 1 },
  text: { whiteSpace: 'pre-wrap', unicodeBidi: 'plaintext' },
}));

function Entry({ entry }: { entry: TimelineEntry }) {
  const classes = useStyles();
  const { kind, by, at, text } = entry;
  return (
    <li className={classes.entry}>
      <TimelineIcon kind={kind} />
      <div className={classes.body}>
        <Typography variant="body2">
          <strong>{timelineWords[kind] ?? visible(kind)}</strong>
          {by && ` by ${visible(nameOfRef(by))}`} · <Age since={at} /> ago
        </Typography>
        {text && (
          <Typography variant="body2" className={classes.text}>
            {visible(text)}
          </Typography>
        )}
      </div>
    </li>
  );
}

/** The story of a request, from the beginning. */
export function Timeline({ entries }: { entries: TimelineEntry[] }) {
  const classes = useStyles();
  const [all, setAll] = useState(false);
  const sorted = [...entries].sort((a, b) => a.seq - b.seq);
  const shown = all ? sorted : sorted.slice(-few);
  return (
    <>
      {shown.length < sorted.length && (
        <Button size="small" onClick={() => setAll(true)}>
          Show all {sorted.length} entries
        </Button>
      )}
      <ol className={classes.list} aria-label="Timeline">
        {shown.map(entry => (
          <Entry key={entry.seq} entry={entry} />
        ))}
      </ol>
    </>
  );
}
