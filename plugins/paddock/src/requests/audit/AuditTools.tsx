import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import type { AuditFilters, ChainVerdict } from '../answers';
import { inWords } from '../../portal/PortalError';
import { usePortal } from '../../portal/usePortal';
import { auditPath } from './auditPath';
import { download } from './download';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
}));

const number = new Intl.NumberFormat('en');

function describeChain({ lines, broken }: ChainVerdict): string {
  return broken
    ? `The chain is broken at line ${broken.seq}: ${broken.why}. Something was changed behind the portal's back from there on.`
    : `The chain is whole: all ${number.format(
        lines,
      )} lines are as they were written.`;
}

type Outcome = { tone: 'good' | 'bad' | 'busy'; text: string };

/** The trail as a file, and a look at whether anybody has changed it. */
export function AuditTools({ filters }: { filters: AuditFilters }) {
  const classes = useStyles();
  const portal = usePortal();
  const [outcome, setOutcome] = useState<Outcome>();
  const busy = outcome?.tone === 'busy';

  const run = async (doing: string, act: () => Promise<Outcome>) => {
    setOutcome({ tone: 'busy', text: doing });
    try {
      setOutcome(await act());
    } catch (error) {
      setOutcome({ tone: 'bad', text: inWords(error) });
    }
  };
  const save = () =>
    run('The file is being made.', async () => {
      const file = await portal.send('GET', auditPath('/export', filters));
      download(await file.blob(), 'audit.ndjson');
      return { tone: 'good', text: 'The file is in your downloads.' };
    });
  const verify = () =>
    run('The chain is being walked.', async () => {
      const verdict = await portal.get<ChainVerdict>('/audit/verify');
      return {
        tone: verdict.broken ? 'bad' : 'good',
        text: describeChain(verdict),
      };
    });
  return (
    <div className={classes.root}>
      <Button size="small" variant="outlined" disabled={busy} onClick={save}>
        Export as NDJSON
      </Button>
      <Button size="small" variant="outlined" disabled={busy} onClick={verify}>
        Verify the chain
      </Button>
      <div role="status" aria-busy={busy}>
        {outcome && outcome.tone !== 'bad' && (
          <Typography>{outcome.text}</Typography>
        )}
      </div>
      {outcome?.tone === 'bad' && (
        <Typography role="alert" color="error">
          {outcome.text}
        </Typography>
      )}
    </div>
  );
}
