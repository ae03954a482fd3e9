import Typography from '@material-ui/core/Typography';
import type { Loaded } from '../../portal/useLoaded';
import { Denied } from './Denied';
import { Lost } from './Lost';
import { Notice } from './Notice';
import { Refused } from './Refused';
import { Waiting } from './Waiting';

interface NotReadyProps {
  /** What is loaded: `the ConfigMaps of payments`. */
  what: string;
  loaded: Exclude<Loaded<unknown>, { state: 'ready' } | { state: 'stale' }>;
  rows?: number;
}

const capital = (text: string) => text[0]?.toUpperCase() + text.slice(1);

/** What stands instead of something while it is not there to be shown. */
export function NotReady({ what, loaded, rows = 3 }: NotReadyProps) {
  switch (loaded.state) {
    case 'waiting':
      return <Waiting what={what} rows={rows} />;
    case 'denied': {
      const { missing, permission, reason } = loaded;
      return missing.length > 0 || permission ? (
        <Denied {...{ what, missing, permission }} />
      ) : (
        <Refused what={capital(what)} reason={reason} />
      );
    }
    case 'gone':
      return (
        <Notice tone="warning" title={`${capital(what)} cannot be found.`}>
          <Typography>{loaded.reason}</Typography>
        </Notice>
      );
    default:
      return <Lost what={capital(what)} {...loaded} />;
  }
}
