import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Notice } from '../parts/state/Notice';
import { Waiting } from '../parts/state/Waiting';
import { NamespaceVolumes } from './NamespaceVolumes';
import type { VolumeLinks, VolumePlace } from './places';

const useStyles = makeStyles(theme => ({
  root: { '& > * + *': { marginTop: theme.spacing(3) } },
}));

interface VolumesPanelProps {
  /** Of the component. */
  name: string;
  /** The namespaces that it runs in; undefined while they are not known. */
  places: readonly VolumePlace[] | undefined;
  links: VolumeLinks;
}

/** The volumes of the namespaces that a component runs in. One that cannot be read leaves the others as they are. */
export function VolumesPanel({ name, places, links }: VolumesPanelProps) {
  const classes = useStyles();
  if (!places) return <Waiting what={`the volumes of ${name}`} />;
  if (places.length === 0) {
    return (
      <Notice title={`${name} runs in no namespace yet.`}>
        <Typography>
          Volumes belong to a namespace. Once something of {name} runs, the
          volumes beside it are shown here.
        </Typography>
      </Notice>
    );
  }
  return (
    <div className={classes.root}>
      {places.map(place => (
        <NamespaceVolumes
          key={`${place.cluster}/${place.namespace}`}
          place={place}
          links={links}
        />
      ))}
    </div>
  );
}
