import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  RequestOptions,
  RequestSpec,
} from '@paddock/backstage-plugin-paddock-common';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { ActButton } from '../../parts/dialog/ActButton';
import { inWords } from '../../portal/PortalError';
import { useGroups } from '../useGroups';
import { maySend } from './maySend';
import { PreviewPanel } from './PreviewPanel';
import { SpecFields } from './fields/SpecFields';
import { usePreview } from './usePreview';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
    alignItems: 'start',
    [theme.breakpoints.up('md')]: {
      gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    },
  },
  fields: { display: 'grid', gap: theme.spacing(2) },
  send: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    alignItems: 'center',
  },
  aside: {
    '& > * + *': { marginTop: theme.spacing(2) },
    [theme.breakpoints.up('md')]: {
      position: 'sticky',
      top: theme.spacing(2),
    },
  },
}));

interface RequestFormProps {
  spec: RequestSpec;
  onChange: (spec: RequestSpec) => void;
  options: RequestOptions;
  /** The request that this changes. */
  id?: string;
  /** It was approved before. */
  standing?: boolean;
  /** What the button says: `Send`. */
  send: string;
  onSend: () => Promise<void>;
  /** Further buttons; they get a way to run something that may be refused. */
  others?: (
    run: (act: () => Promise<void>) => void,
    busy: boolean,
  ) => ReactNode;
}

/** One thing at a time; a refusal is shown and nothing is lost. What was taken leads away from the form. */
function useRun() {
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState('');
  const run = (act: () => Promise<void>) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setRefused('');
    act().catch(error => {
      running.current = false;
      setBusy(false);
      setRefused(inWords(error));
    });
  };
  return { busy, refused, run };
}

/** A form with its fields on one side, and on the other what will happen. */
export function RequestForm(props: RequestFormProps) {
  const { spec, onChange, options, id, standing = false } = props;
  const classes = useStyles();
  const groups = useGroups();
  const { preview, again } = usePreview(spec, id);
  const { busy, refused, run } = useRun();
  const check = preview.state === 'checked' ? preview.check : undefined;
  const may = busy ? 'It is on its way.' : maySend(preview);
  // Enter in a field sends nothing: what is asked for is sent by its button alone.
  const stay = (event: FormEvent) => event.preventDefault();
  return (
    <form
      className={classes.root}
      onSubmit={stay}
      autoComplete="off"
      noValidate
    >
      <div className={classes.fields}>
        <SpecFields
          spec={spec}
          onChange={onChange}
          problems={check?.problems ?? []}
          options={options}
          groups={groups}
          standing={standing}
        />
      </div>
      <div className={classes.aside}>
        <PreviewPanel preview={preview} onAgain={again} />
        {refused && (
          <Typography role="alert" color="error">
            {refused}
          </Typography>
        )}
        <div className={classes.send}>
          <ActButton
            type="button"
            variant="contained"
            color="primary"
            may={may}
            onClick={() => run(props.onSend)}
          >
            {props.send}
          </ActButton>
          {props.others?.(run, busy)}
        </div>
      </div>
    </form>
  );
}
