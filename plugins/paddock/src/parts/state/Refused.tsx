import Typography from '@material-ui/core/Typography';
import { Notice } from './Notice';

/** The portal cannot serve this view; `reason` is its own sentence. */
export function Refused({ what, reason }: { what: string; reason: string }) {
  return (
    <Notice tone="error" title={`${what} cannot be shown.`}>
      <Typography>{reason}</Typography>
    </Notice>
  );
}
