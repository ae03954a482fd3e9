import Button from '@material-ui/core/Button';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import type { SecretVersions } from '@paddock/backstage-plugin-paddock-common';
import { Age } from '../../../parts/text/Age';
import { CopyBlock } from '../../../parts/text/CopyBlock';
import { PlainTable, RowTitle } from '../../../parts/table/PlainTable';
import { Waiting } from '../../../parts/state/Waiting';
import type { Loaded } from '../../../portal/useLoaded';

function Versions({ path, current, versions }: SecretVersions) {
  return (
    <>
      <CopyBlock label="path in Vault" text={path} />
      {versions.length === 0 ? (
        <Typography variant="body2">
          No values were written yet. Whoever may write them does so here.
        </Typography>
      ) : (
        <PlainTable
          label="Versions of the values"
          titles={['Version', 'Written', 'State']}
        >
          {[...versions]
            .sort((a, b) => b.version - a.version)
            .map(({ version, createdAt, deletedAt }) => (
              <TableRow key={version}>
                <RowTitle>{version}</RowTitle>
                <TableCell>
                  <Age since={createdAt} /> ago
                </TableCell>
                <TableCell>
                  {deletedAt && 'Deleted'}
                  {!deletedAt && (version === current ? 'Current' : 'Older')}
                </TableCell>
              </TableRow>
            ))}
        </PlainTable>
      )}
    </>
  );
}

interface VersionsPanelProps {
  loaded: Loaded<SecretVersions>;
  onAgain: () => void;
}

/** How old the values are; the values themselves are shown to nobody. */
export function VersionsPanel({ loaded, onAgain }: VersionsPanelProps) {
  switch (loaded.state) {
    case 'waiting':
      return <Waiting what="the versions" rows={2} />;
    case 'denied':
      return (
        <Typography>
          The versions of its values are not yours to see.
        </Typography>
      );
    case 'gone':
    case 'lost':
    case 'stale':
      return (
        <>
          <Typography role="alert">
            Vault could not be asked about its versions. {loaded.reason}
          </Typography>
          <Button size="small" variant="outlined" onClick={onAgain}>
            Try again
          </Button>
          {loaded.state === 'stale' && <Versions {...loaded.value} />}
        </>
      );
    default:
      return <Versions {...loaded.value} />;
  }
}
