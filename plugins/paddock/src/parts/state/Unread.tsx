import Typography from '@material-ui/core/Typography';
import type { MissingRight } from '@paddock/backstage-plugin-paddock-common';

/** What could not be read beside what is shown; nothing where all was. */
export function Unread({ unread }: { unread: readonly MissingRight[] }) {
  if (unread.length === 0) return null;
  const rights = unread.map(
    ({ verb, resource, namespace }) => `${verb} ${resource} in ${namespace}`,
  );
  return (
    <Typography variant="body2" role="note">
      This is not all: you lack the right to {rights.join(', ')}. The team that
      owns the namespace can give it.
    </Typography>
  );
}
