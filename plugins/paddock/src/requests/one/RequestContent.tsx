import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { RequestPage } from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';
import type { Freshness } from '../../live/topicState';
import { Notice } from '../../parts/state/Notice';
import { TopicFace } from '../TopicFace';
import { useClient } from '../useClient';
import { usePaths } from '../usePaths';
import { useRequest } from '../useRequest';
import { CommentBox } from './CommentBox';
import { Panel } from './Panel';
import { RequestActs } from './acts/RequestActs';
import { RequestHead } from './RequestHead';
import { RequestPanels } from './RequestPanels';
import { SecretValues } from './values/SecretValues';
import { Timeline } from './Timeline';
import { UsedBy } from './UsedBy';
import { useAct } from './acts/useAct';
import { useShownHash } from './useShownHash';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2),
    minWidth: 0,
    '& > * + *': { marginTop: theme.spacing(2) },
  },
  columns: {
    display: 'grid',
    gap: theme.spacing(2),
    alignItems: 'start',
    gridTemplateColumns: 'minmax(0, 1fr)',
    [theme.breakpoints.up('md')]: {
      gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)',
    },
  },
  column: { '& > * + *': { marginTop: theme.spacing(2) } },
  stale: { opacity: 0.65 },
}));

interface FullProps {
  page: RequestPage;
  freshness: Freshness;
}

function Full({ page, freshness }: FullProps) {
  const classes = useStyles();
  const client = useClient();
  const acting = useAct(page);
  const shown = useShownHash(page);
  const [writing, setWriting] = useState(false);
  const stale = freshness.state === 'stale';
  const lookFirst =
    shown.changed && page.state === 'waiting'
      ? `It was changed to revision ${page.revision} while this page was open.`
      : undefined;
  return (
    <>
      <RequestHead page={page} freshness={freshness} />
      {lookFirst && (
        <Notice tone="warning" title={lookFirst}>
          Look at it again before you decide.{' '}
          <Button size="small" variant="outlined" onClick={shown.look}>
            I have seen revision {page.revision}
          </Button>
        </Notice>
      )}
      <RequestActs
        page={page}
        acting={acting}
        lookFirst={lookFirst}
        stale={stale}
        onWriteValues={() => setWriting(true)}
      />
      <div className={`${classes.columns} ${stale ? classes.stale : ''}`}>
        <Panel title="What happened">
          <Timeline entries={page.timeline} />
          <CommentBox
            may={page.may.comment}
            onSend={text => client.act(page.id, 'comment', { text })}
          />
        </Panel>
        <div className={classes.column}>
          {page.kind === 'secret' && page.approvedRevision !== undefined && (
            <SecretValues
              page={page}
              acting={acting}
              writing={writing}
              onClose={() => setWriting(false)}
            />
          )}
          {page.kind !== 'namespace' && page.approvedRevision !== undefined && (
            <UsedBy page={page} />
          )}
          <RequestPanels page={page} />
        </div>
      </div>
    </>
  );
}

/** One request: its story on one side, exactly what it brings about on the other. */
export function RequestContent({ id }: { id: string }) {
  const classes = useStyles();
  const paths = usePaths();
  const shown = useRequest(id);
  return (
    <div className={classes.root}>
      <Link to={paths.list()}>All requests</Link>
      {shown.page ? (
        <Full key={id} page={shown.page} freshness={shown.freshness} />
      ) : (
        <TopicFace
          topic={shown.topic}
          what="this request"
          title="The request"
        />
      )}
    </div>
  );
}
