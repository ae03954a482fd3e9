import Typography from '@material-ui/core/Typography';
import type {
  RequestPage,
  Users,
} from '@paddock/backstage-plugin-paddock-common';
import { visible } from '../../parts/text/visible';
import { type Loaded, useGet } from '../../portal/useLoaded';
import { requestPath } from '../client';
import { listed } from '../words';
import { Panel } from './Panel';

/** Which workloads use it, in one sentence. */
export function usedBy(users: Users): string {
  if ('hidden' in users) return 'You may not see what runs in its namespace.';
  const names = users.items.map(({ kind, name }) => visible(`${kind} ${name}`));
  if (names.length === 0) return 'No workload uses it.';
  const more = users.more > 0 ? [`${users.more} more`] : [];
  return `Used by ${listed([...names, ...more])}.`;
}

function inWords(loaded: Loaded<Users>): string {
  if ('value' in loaded) return usedBy(loaded.value);
  return loaded.state === 'waiting'
    ? 'Being looked up…'
    : 'Who uses it could not be looked up.';
}

/** Of a secret or a volume: what would miss it. */
export function UsedBy({ page }: { page: RequestPage }) {
  const { loaded } = useGet<Users>(requestPath(page.id, '/users'));
  return (
    <Panel title="Used by">
      <Typography variant="body2">{inWords(loaded)}</Typography>
    </Panel>
  );
}
