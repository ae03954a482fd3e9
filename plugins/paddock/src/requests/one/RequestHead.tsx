import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  describeRequest,
  type RequestPage,
} from '@paddock/backstage-plugin-paddock-common';
import type { Freshness as Known } from '../../live/topicState';
import { Age } from '../../parts/text/Age';
import { CopyBlock } from '../../parts/text/CopyBlock';
import { Freshness } from '../../parts/state/Freshness';
import { Notice } from '../../parts/state/Notice';
import { exactTime } from '../../parts/text/time';
import { visible } from '../../parts/text/visible';
import { StateChip } from '../StateChip';
import { describeVerdict } from '../verdict';
import { kindWords, nameOfRef } from '../words';

const useStyles = makeStyles(theme => ({
  root: {
    overflowWrap: 'anywhere',
    '& > * + *': { marginTop: theme.spacing(1) },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'baseline',
    gap: theme.spacing(1),
  },
  line: { flex: '1 1 18rem', minWidth: 0 },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
  },
}));

/** Where it is; and, while somebody has to decide, who and why. */
function firstLine(page: RequestPage): string {
  const name = page.name || 'without a name';
  const line = describeRequest({ ...page, name });
  return page.state === 'waiting'
    ? `${line} ${describeVerdict(page.verdict).line}`
    : line;
}

/** Who asked for what, for whom, and until when. */
function Facts({ page }: { page: RequestPage }) {
  const classes = useStyles();
  const { cluster, namespace, kind, component, expiresAt } = page;
  return (
    <div className={classes.facts}>
      <StateChip state={page.state} />
      <Typography variant="body2">
        {kindWords[kind]} · {visible(`${cluster} / ${namespace}`)}
      </Typography>
      <Typography variant="body2">
        owned by {visible(nameOfRef(page.team))}
      </Typography>
      {component && (
        <Typography variant="body2">
          used by {visible(nameOfRef(component))}
        </Typography>
      )}
      <Typography variant="body2">
        asked for by {visible(nameOfRef(page.requestedBy))}{' '}
        <Age since={page.createdAt} /> ago
      </Typography>
      <Typography variant="body2">revision {page.revision}</Typography>
      {expiresAt && (
        <Typography variant="body2">
          expires <time dateTime={expiresAt}>{exactTime(expiresAt)}</time>
        </Typography>
      )}
    </div>
  );
}

interface RequestHeadProps {
  page: RequestPage;
  freshness: Known;
}

/** The sentence that answers how it is, and the facts. */
export function RequestHead({ page, freshness }: RequestHeadProps) {
  const classes = useStyles();
  const stale = freshness.state === 'stale';
  return (
    <div className={classes.root}>
      <div className={classes.head}>
        <div role="status" className={classes.line}>
          <Typography variant="h6" component="h1">
            {stale && 'When last seen: '}
            {visible(firstLine(page))}
          </Typography>
        </div>
        <Freshness freshness={freshness} />
      </div>
      {stale && (
        <Typography role="alert">
          {freshness.reason} What is shown is the last known state; this page
          goes on by itself.
        </Typography>
      )}
      <Facts page={page} />
      {page.spec.purpose && (
        <Typography>Purpose: {visible(page.spec.purpose)}</Typography>
      )}
      {page.offer && (
        <Notice
          tone="info"
          title={`Offered to ${visible(nameOfRef(page.offer.team))}.`}
        >
          {visible(nameOfRef(page.offer.by))} offers it. A member of that team
          can accept it until{' '}
          <time dateTime={page.offer.until}>{exactTime(page.offer.until)}</time>
          ; until then it stays with {visible(nameOfRef(page.team))}.
        </Notice>
      )}
      {page.attention && (
        <Notice tone="error" title="It needs somebody to look at it.">
          <Typography>
            What is done stays, and nothing is done twice. Mend what is said
            here, and try again.
          </Typography>
          <CopyBlock label="message" text={visible(page.attention)} />
        </Notice>
      )}
    </div>
  );
}
