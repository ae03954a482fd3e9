import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import { ActDialog } from '../../../parts/dialog/ActDialog';
import { BudgetBars } from '../../shown/BudgetBars';
import { countEffects } from '../../shown/EffectsView';
import type { DialogProps } from './SayDialogs';

/** Says yes to exactly what was shown when this was opened. */
export function ApproveDialog(props: DialogProps<{ hash: string }>) {
  const { page, onConfirm, onClose } = props;
  const [{ hash, revision }] = useState(page);
  const changed = page.hash !== hash;
  return (
    <ActDialog
      title={`Approve the ${page.kind} ${page.name}?`}
      confirm="Approve"
      may={
        changed
          ? `It was changed to revision ${page.revision} meanwhile. Close this, and look at it again.`
          : true
      }
      onConfirm={() => onConfirm({ hash })}
      onClose={onClose}
    >
      {changed && (
        <Typography role="alert">
          It was changed to revision {page.revision} meanwhile. Close this, and
          look at it again.
        </Typography>
      )}
      <Typography>
        The portal then makes {countEffects(page.effects)}, in cluster{' '}
        {page.cluster}, exactly as shown for revision {revision}, and shows here
        when its checks have passed.
      </Typography>
      {page.budget && <BudgetBars look={page.budget} />}
    </ActDialog>
  );
}
