import { Link, LinkButton } from '@backstage/core-components';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { VolumeLine } from '@paddock/backstage-plugin-paddock-common';
import { useId, useState } from 'react';
import { ActButton } from '../parts/dialog/ActButton';
import { Facts } from '../parts/Facts';
import { visible } from '../parts/text/visible';
import { FillBar } from './FillBar';
import type { VolumeLinks, VolumePlace } from './places';
import { DeleteSnapshot, TakeSnapshot } from './SnapshotDialogs';
import { SnapshotList } from './SnapshotList';
import { VolumeStateChip } from './VolumeStateChip';
import { boundWords, mountedWords, reclaimWords, shapeWords } from './words';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2),
    overflowWrap: 'anywhere',
    '& > * + *': { marginTop: theme.spacing(1) },
  },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
  },
}));

interface VolumeCardProps {
  place: VolumePlace;
  volume: VolumeLine;
  links: VolumeLinks;
  /** Reads the volumes again. */
  onAsked: () => void;
}

type Open = { act: 'take' } | { act: 'delete'; snapshot: string };

/** One claim: how it is, what lies behind it, and what can be done. */
export function VolumeCard({ place, volume, links, onAsked }: VolumeCardProps) {
  const classes = useStyles();
  const titleId = useId();
  const [open, setOpen] = useState<Open>();
  const { name, because, growth, storageClass, fill, snapshots } = volume;
  const dialog = {
    place,
    claim: name,
    onAsked,
    onClose: () => setOpen(undefined),
  };
  return (
    <Paper
      variant="outlined"
      component="section"
      className={classes.root}
      aria-labelledby={titleId}
    >
      <div className={classes.row}>
        <Typography variant="subtitle1" component="h3" id={titleId}>
          {visible(name)}
        </Typography>
        <VolumeStateChip volume={volume} />
        <Typography variant="body2" component="span">
          {shapeWords(volume)}
          {storageClass && ` · class ${visible(storageClass)}`}
        </Typography>
      </div>
      {because && <Typography>{visible(because)}</Typography>}
      {growth && <Typography>{visible(growth.text)}</Typography>}
      <FillBar claim={name} fill={fill} />
      <Facts
        facts={[
          ['Mounted by', visible(mountedWords(volume))],
          ['Where its pods can run', visible(boundWords(volume))],
          ['The data', reclaimWords(volume)],
        ]}
      />
      <SnapshotList
        claim={name}
        snapshots={snapshots}
        restoreLink={snapshot => links.ask(place, snapshot)}
        onDelete={snapshot => setOpen({ act: 'delete', snapshot })}
      />
      <Acts
        volume={volume}
        links={links}
        onTake={() => setOpen({ act: 'take' })}
      />
      {open?.act === 'take' && <TakeSnapshot {...dialog} />}
      {open?.act === 'delete' && (
        <DeleteSnapshot {...dialog} snapshot={open.snapshot} />
      )}
    </Paper>
  );
}

interface ActsProps extends Pick<VolumeCardProps, 'volume' | 'links'> {
  onTake: () => void;
}

function Acts({ volume: { name, may, request }, links, onTake }: ActsProps) {
  const classes = useStyles();
  const notAsked =
    'It was not asked for in the portal: change it where it is declared.';
  const mayGrow = may.grow === true && !request ? notAsked : may.grow;
  return (
    <div className={classes.row} role="group" aria-label={`Acts on ${name}`}>
      <ActButton
        size="small"
        variant="outlined"
        may={may.snapshot}
        onClick={onTake}
      >
        Take a snapshot
      </ActButton>
      {may.restore !== true && (
        <ActButton size="small" variant="outlined" may={may.restore}>
          Restore a snapshot
        </ActButton>
      )}
      {mayGrow === true && request ? (
        <LinkButton size="small" variant="outlined" to={links.request(request)}>
          Make it larger
        </LinkButton>
      ) : (
        <ActButton size="small" variant="outlined" may={mayGrow}>
          Make it larger
        </ActButton>
      )}
      {request && <Link to={links.request(request)}>Its request</Link>}
    </div>
  );
}
