import Typography from '@material-ui/core/Typography';
import { Notice } from './Notice';
import { sentence } from './sentence';
import { timeOf } from '../text/time';

interface LostProps {
  /** What cannot be shown: `The workloads of payments-api`. */
  what: string;
  since: string;
  reason: string;
}

/** Nothing is known yet, and the portal does not answer. */
export function Lost({ what, since, reason }: LostProps) {
  return (
    <Notice tone="warning" title={`${what} cannot be shown now.`}>
      <Typography>
        {sentence(reason)} Not reachable since {timeOf(since)}. This page tries
        again by itself every few seconds; there is nothing to reload.
      </Typography>
    </Notice>
  );
}
