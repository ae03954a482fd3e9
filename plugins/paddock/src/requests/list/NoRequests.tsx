import Typography from '@material-ui/core/Typography';
import { Notice } from '../../parts/state/Notice';
import { AskButtons } from '../AskButtons';
import { isFiltered, type Filters, type Scope } from './filters';

const titles: Record<Scope, string> = {
  mine: 'You have not asked for anything yet.',
  team: 'Your teams have not asked for anything yet.',
  waiting: 'Nothing waits for your decision.',
  all: 'Nobody has asked for anything yet.',
};

/** What this page is for, and the buttons that fill it. */
export function NoRequests({ filters }: { filters: Filters }) {
  if (isFiltered(filters)) {
    return (
      <Notice title="No request matches these filters.">
        <Typography>Clear some of them to see more.</Typography>
      </Notice>
    );
  }
  if (filters.scope === 'waiting') {
    return (
      <Notice title={titles.waiting}>
        <Typography>
          Requests that you may approve or reject appear here by themselves.
        </Typography>
      </Notice>
    );
  }
  return (
    <Notice title={titles[filters.scope]}>
      <Typography>
        Ask here for what an app needs: a namespace with its quota and network
        rules, a secret in Vault, or a volume. You see what will be made before
        you send it, and follow it here until it is live.
      </Typography>
      <AskButtons />
    </Notice>
  );
}
