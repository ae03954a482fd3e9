import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { RequestPage } from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';
import { useNavigate } from '../../../portal/place';
import { ActButton } from '../../../parts/dialog/ActButton';
import { usePaths } from '../../usePaths';
import { ActDialogs, type Asking } from './ActDialogs';
import { actsOf, mayDo, type Offered } from './acts';
import type { useAct } from './useAct';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
}));

const buttonWords: Record<Offered, string> = {
  submit: 'Send',
  approve: 'Approve',
  reject: 'Reject',
  retry: 'Try again',
  writeValue: 'Write values',
  edit: 'Edit',
  change: 'Change',
  handOver: 'Hand over',
  accept: 'Accept',
  decline: 'End the offer',
  withdraw: 'Withdraw',
  remove: 'Remove',
};

const first: readonly Offered[] = [
  'approve',
  'submit',
  'retry',
  'accept',
  'writeValue',
];

interface RequestActsProps {
  page: RequestPage;
  acting: ReturnType<typeof useAct>;
  /** Why a decision has to wait for a look, where it does. */
  lookFirst?: string;
  /** The picture is old: nothing is decided on it. */
  stale: boolean;
  onWriteValues: () => void;
}

/** What can be done with a request; what cannot says why. */
export function RequestActs(props: RequestActsProps) {
  const { page, acting, lookFirst, stale, onWriteValues } = props;
  const classes = useStyles();
  const navigate = useNavigate();
  const paths = usePaths();
  const [open, setOpen] = useState<Asking>();

  const mayNow = (act: Offered): true | string => {
    const may = mayDo(page, act);
    if (may !== true) return may;
    if (stale) return 'What is shown is not up to date; it goes on by itself.';
    if (acting.asked) return `Asked for ${acting.asked}; it is on its way.`;
    return (act === 'approve' && lookFirst) || true;
  };
  const begin = (act: Offered) => {
    if (act === 'edit' || act === 'change') navigate(paths.edit(page.id));
    else if (act === 'writeValue') onWriteValues();
    else setOpen(act);
  };
  return (
    <div className={classes.root} role="group" aria-label="Acts">
      {actsOf(page).map(act => (
        <ActButton
          key={act}
          size="small"
          variant={first.includes(act) ? 'contained' : 'outlined'}
          color={first.includes(act) ? 'primary' : 'default'}
          may={mayNow(act)}
          onClick={() => begin(act)}
        >
          {buttonWords[act]}
        </ActButton>
      ))}
      <Typography role="status" variant="body2">
        {acting.asked && `Asked for ${acting.asked}; not seen to happen yet.`}
      </Typography>
      {open && (
        <ActDialogs
          act={open}
          page={page}
          run={acting.run}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}
