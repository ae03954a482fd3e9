import Typography from '@material-ui/core/Typography';
import {
  describeRollback,
  type RollbackGuard,
} from '@paddock/backstage-plugin-paddock-common';
import { exactTime, timeOf } from '../parts/text/time';

/** Says that the portal has rolled a workload back by itself, or that it would. */
export function RollbackNote({ guard }: { guard: RollbackGuard }) {
  if (guard.last?.current) {
    const { at } = guard.last;
    return (
      <Typography role="note">
        {describeRollback(guard.last)} That was at{' '}
        <time dateTime={at} title={exactTime(at)}>
          {timeOf(at)}
        </time>
        . The same revision is not rolled back a second time.
      </Typography>
    );
  }
  if (guard.again) {
    return (
      <Typography role="note">
        This revision was rolled back by itself at{' '}
        <time dateTime={guard.again} title={exactTime(guard.again)}>
          {timeOf(guard.again)}
        </time>{' '}
        already. It is not rolled back a second time.
      </Typography>
    );
  }
  return guard.on ? (
    <Typography variant="body2">
      Asks to be rolled back by the portal itself when a rollout makes no
      progress before its deadline.
    </Typography>
  ) : null;
}
