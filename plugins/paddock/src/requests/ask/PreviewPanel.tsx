import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Check } from '@paddock/backstage-plugin-paddock-common';
import { Disclosure } from '../../parts/Disclosure';
import { visible } from '../../parts/text/visible';
import { BudgetBars } from '../shown/BudgetBars';
import { DryRunList } from '../shown/DryRunList';
import { countEffects, EffectsView } from '../shown/EffectsView';
import { Verdict } from '../shown/Verdict';
import { listed } from '../words';
import { labelAt } from './fields/labels';
import type { Preview } from './usePreview';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2),
    overflowWrap: 'anywhere',
    '& > * + *': { marginTop: theme.spacing(1.5) },
  },
  old: { opacity: 0.65 },
  rest: { '& > * + *': { marginTop: theme.spacing(1.5) } },
}));

function Problems({ check }: { check: Check }) {
  return (
    <>
      <Typography>Some fields cannot be as they are:</Typography>
      <ul>
        {check.problems.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            {visible(`${labelAt(path)}: ${message}`)}
          </li>
        ))}
      </ul>
    </>
  );
}

function Sentence({ preview }: { preview: Preview }) {
  switch (preview.state) {
    case 'incomplete':
      return (
        <Typography>
          Fill in {listed(preview.missing)} to see what will happen.
        </Typography>
      );
    case 'failed':
      return (
        <Typography>
          What will happen is not known. {visible(preview.reason)}
        </Typography>
      );
    default: {
      const check = preview.state === 'checked' ? preview.check : preview.last;
      if (!check) return <Typography>It is being checked.</Typography>;
      return check.problems.length > 0 ? (
        <Problems check={check} />
      ) : (
        <Verdict verdict={check.verdict} />
      );
    }
  }
}

interface PreviewPanelProps {
  preview: Preview;
  /** Asks once more, after a failure. */
  onAgain: () => void;
}

/** What will happen when this is sent: the sentence first, the evidence below it. */
export function PreviewPanel({ preview, onAgain }: PreviewPanelProps) {
  const classes = useStyles();
  const check = preview.state === 'checked' ? preview.check : undefined;
  const shown = check ?? (preview.state === 'checking' && preview.last);
  const busy = preview.state === 'checking';
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label="What will happen"
      className={classes.root}
    >
      <Typography variant="h6" component="h2">
        What will happen
      </Typography>
      <div
        role="status"
        aria-busy={busy}
        className={busy && shown ? classes.old : undefined}
      >
        <Sentence preview={preview} />
      </div>
      {preview.state === 'failed' && (
        <Button size="small" variant="outlined" onClick={onAgain}>
          Check again
        </Button>
      )}
      {shown && shown.problems.length === 0 && (
        <div className={`${classes.rest} ${busy ? classes.old : ''}`}>
          {shown.budget && <BudgetBars look={shown.budget} />}
          <Disclosure title={`What is made: ${countEffects(shown.effects)}`}>
            <EffectsView effects={shown.effects} />
          </Disclosure>
          <Disclosure title={`Dry run on the cluster (${shown.dryRun.length})`}>
            <DryRunList runs={shown.dryRun} />
          </Disclosure>
        </div>
      )}
    </Paper>
  );
}
