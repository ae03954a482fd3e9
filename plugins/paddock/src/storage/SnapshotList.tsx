import { LinkButton } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { VolumeSnapshotLine } from '@paddock/backstage-plugin-paddock-common';
import { ActButton } from '../parts/dialog/ActButton';
import { Age } from '../parts/text/Age';
import { visible } from '../parts/text/visible';
import { sizeWords } from './sizes';
import { snapshotWords } from './words';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1),
    overflowWrap: 'anywhere',
    marginTop: theme.spacing(0.5),
  },
}));

interface SnapshotListProps {
  claim: string;
  /** Undefined where the person may not see them, or the cluster has none. */
  snapshots?: VolumeSnapshotLine[];
  /** The form that asks for a volume which begins with it. */
  restoreLink: (snapshot: string) => string;
  onDelete: (snapshot: string) => void;
}

/** The snapshots of a claim, newest first. */
export function SnapshotList(props: SnapshotListProps) {
  const { claim, snapshots, restoreLink, onDelete } = props;
  const classes = useStyles();
  if (!snapshots || snapshots.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={`Snapshots of ${claim}`}>
      {snapshots.map(({ name, createdAt, state, restoreSize, message }) => (
        <li key={name} className={classes.item}>
          <Typography variant="body2" component="span">
            {visible(name)}: {snapshotWords[state]}, taken{' '}
            <Age since={createdAt} /> ago
            {restoreSize !== undefined && `, ${sizeWords(restoreSize)}`}
            {message && `. It says: ${visible(message)}`}
          </Typography>
          {state === 'ready' ? (
            <LinkButton size="small" color="primary" to={restoreLink(name)}>
              Restore into a new volume
            </LinkButton>
          ) : (
            <ActButton size="small" may={`It is ${snapshotWords[state]}.`}>
              Restore into a new volume
            </ActButton>
          )}
          <ActButton
            size="small"
            may={state === 'leaving' ? 'It is being deleted.' : true}
            onClick={() => onDelete(name)}
          >
            Delete
          </ActButton>
        </li>
      ))}
    </ul>
  );
}
