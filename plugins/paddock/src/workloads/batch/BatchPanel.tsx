import Typography from '@material-ui/core/Typography';
import type { Batch } from '@paddock/backstage-plugin-paddock-common';
import { Age } from '../../parts/text/Age';
import { RunTable } from './RunTable';

interface BatchPanelProps {
  name: string;
  batch: Batch;
}

function Ago({ what, at }: { what: string; at: string | undefined }) {
  if (!at) return <>{what} never. </>;
  return (
    <>
      {what} <Age since={at} /> ago.{' '}
    </>
  );
}

/** What a Job or a CronJob ran, and when. */
export function BatchPanel({ name, batch }: BatchPanelProps) {
  if (batch.is === 'job') {
    return <RunTable label={`The run of ${name}`} runs={[batch.run]} />;
  }
  const { schedule, timeZone, lastScheduledAt, lastSucceededAt, runs } = batch;
  return (
    <>
      <Typography>
        Schedule <code>{schedule}</code>
        {timeZone
          ? ` in the time zone ${timeZone}. `
          : ', in the time zone of the cluster’s controllers. '}
        <Ago what="Last begun" at={lastScheduledAt} />
        <Ago what="Last succeeded" at={lastSucceededAt} />
      </Typography>
      {runs.length > 0 ? (
        <RunTable label={`Runs of ${name}`} runs={runs} />
      ) : (
        <Typography>The cluster keeps no run of it.</Typography>
      )}
    </>
  );
}
