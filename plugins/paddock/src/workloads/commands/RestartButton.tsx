import Typography from '@material-ui/core/Typography';
import type {
  Workload,
  WorkloadActs,
} from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';
import { ActButton } from '../../parts/dialog/ActButton';
import { ActDialog } from '../../parts/dialog/ActDialog';
import { CopyBlock } from '../../parts/text/CopyBlock';
import { useGet } from '../../portal/useLoaded';
import { usePortal } from '../../portal/usePortal';
import { pathOf } from './path';
import { command, mayOf } from './words';

type Named = Pick<Workload, 'cluster' | 'namespace' | 'kind' | 'name'>;

/** Rights change seldom. */
const everyMs = 30_000;

/** Restarts a workload of which only the name is known; says why where it cannot be done. */
export function RestartButton({ workload }: { workload: Named }) {
  const portal = usePortal();
  const [isOpen, setIsOpen] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const { kind, name } = workload;
  const path = pathOf(workload);
  const { loaded } = useGet<WorkloadActs>(`${path}/acts`, { everyMs });
  return (
    <>
      <ActButton
        size="small"
        variant="outlined"
        may={
          'value' in loaded
            ? mayOf(loaded.value.acts.restart)
            : ('reason' in loaded && loaded.reason) ||
              'What you may do here is being looked up.'
        }
        onClick={() => setIsOpen(true)}
      >
        Restart {kind} {name}
      </ActButton>
      <Typography variant="body2" role="status">
        {isAsked && `Restart of ${name}: asked`}
      </Typography>
      {isOpen && (
        <ActDialog
          title={`Restart ${name}`}
          confirm="Restart"
          may
          onClose={() => setIsOpen(false)}
          onConfirm={async () => {
            await portal.post(`${path}/restart`, {});
            setIsAsked(true);
          }}
        >
          <Typography>
            Replaces its pods by new ones of the same revision, as its update
            strategy allows. What {name} serves goes on as long as enough pods
            are ready.
          </Typography>
          <CopyBlock
            label="kubectl command"
            text={command('restart', workload)}
          />
        </ActDialog>
      )}
    </>
  );
}
